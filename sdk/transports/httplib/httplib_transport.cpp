#include "parvis/httplib_transport.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "event_stream.hpp"
#include "parvis/client.hpp"
#include "worker.hpp"

namespace parvis {
namespace {

struct Job {
  HttpRequest request;
  Transport::Done done;
};

struct Arrival {
  Transport::Done done;
  Result<HttpResponse> result;
};

}  // namespace

// Outlives the transport as long as a thread hangs in a name lookup, which nothing can cut off.
struct HttplibTransport::Shared {
  HttplibOptions options;
  ProxyRules proxies;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Job> jobs;
  std::vector<Arrival> arrivals;
  std::vector<std::shared_ptr<Worker>> workers;
  int idle = 0;
  int running = 0;
  bool stopping = false;

  static void run(const std::shared_ptr<Shared>& shared, std::shared_ptr<Worker> worker);
  std::shared_ptr<Worker> new_worker();
  void hire(const std::shared_ptr<Shared>& self);
};

// The stream that belongs to what the client shows now.
struct HttplibTransport::Following {
  Client* client = nullptr;
  HttplibOptions options;
  ProxyRules proxies;
  std::string address;
  std::unique_ptr<EventStream> stream;

  void deliver() {
    const std::string wanted = client->events_address();
    if (wanted != address) {
      const std::string last = stream ? stream->last_id() : client->newest_event();
      if (stream) push();
      stream.reset();
      if (!wanted.empty()) stream = std::make_unique<EventStream>(options, proxies, wanted, last);
      address = wanted;
    }
    if (stream) push();
  }
  void push() {
    // One that this version does not understand is none for it.
    for (const std::string& event : stream->take()) static_cast<void>(client->push(event).ok());
  }
};

void HttplibTransport::Shared::run(const std::shared_ptr<Shared>& shared, std::shared_ptr<Worker> worker) {
  std::unique_lock<std::mutex> lock(shared->mutex);
  while (true) {
    ++shared->idle;
    shared->changed.wait(lock, [&] { return shared->stopping || !shared->jobs.empty(); });
    --shared->idle;
    if (shared->stopping) break;
    if (worker->stopped()) {  // by cancel(); it carries nothing any more
      std::erase(shared->workers, worker);
      worker = shared->new_worker();
    }
    Job job = std::move(shared->jobs.front());
    shared->jobs.pop_front();
    lock.unlock();
    Result<HttpResponse> result = worker->carry(job.request);
    lock.lock();
    // `done` is only ever moved here; it is called and destroyed on the caller's thread.
    shared->arrivals.push_back({std::move(job.done), std::move(result)});
    if (!shared->options.wake) continue;
    lock.unlock();
    shared->options.wake();
    lock.lock();
  }
  --shared->running;
  shared->changed.notify_all();
}

std::shared_ptr<Worker> HttplibTransport::Shared::new_worker() {
  workers.push_back(std::make_shared<Worker>(options, proxies));
  return workers.back();
}

// The lock is held. Threads are started only as requests need them.
void HttplibTransport::Shared::hire(const std::shared_ptr<Shared>& self) {
  std::thread([self, worker = new_worker()] { run(self, worker); }).detach();
  ++running;
}

HttplibTransport::HttplibTransport(HttplibOptions options) : shared_(std::make_shared<Shared>()) {
  if (options.connections < 1) options.connections = 1;
  shared_->proxies = ProxyRules(options.proxy);
  shared_->options = std::move(options);
}

HttplibTransport::~HttplibTransport() {
  following_.reset();
  std::vector<Arrival> dropped;
  std::deque<Job> forgotten;
  std::unique_lock<std::mutex> lock(shared_->mutex);
  shared_->stopping = true;
  dropped.swap(shared_->arrivals);
  forgotten.swap(shared_->jobs);
  shared_->changed.notify_all();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  while (shared_->running > 0 && std::chrono::steady_clock::now() < deadline) {
    // Again and again, since a worker may just be between two steps of its request.
    for (const auto& worker : shared_->workers) worker->stop();
    shared_->changed.wait_for(lock, std::chrono::milliseconds(20));
  }
  dropped.insert(dropped.end(), std::make_move_iterator(shared_->arrivals.begin()),
                 std::make_move_iterator(shared_->arrivals.end()));
  shared_->arrivals.clear();
}

void HttplibTransport::send(HttpRequest request, Done done) {
  const std::lock_guard<std::mutex> lock(shared_->mutex);
  shared_->jobs.push_back({std::move(request), std::move(done)});
  const bool busy = static_cast<std::size_t>(shared_->idle) < shared_->jobs.size();
  if (busy && shared_->running < shared_->options.connections) {
    try {
      shared_->hire(shared_);
    } catch (const std::system_error& problem) {
      if (shared_->running > 0) return;  // another thread will come to it
      Done unlucky = std::move(shared_->jobs.back().done);
      shared_->jobs.pop_back();
      shared_->arrivals.push_back({std::move(unlucky), Error{ErrorCode::kNetwork, problem.what(), 0}});
    }
  }
  shared_->changed.notify_one();
}

void HttplibTransport::poll() {
  std::vector<Arrival> arrivals;
  {
    const std::lock_guard<std::mutex> lock(shared_->mutex);
    arrivals.swap(shared_->arrivals);
  }
  for (Arrival& arrival : arrivals) arrival.done(std::move(arrival.result));
  if (following_) following_->deliver();
}

void HttplibTransport::cancel() {
  const std::lock_guard<std::mutex> lock(shared_->mutex);
  for (Job& job : shared_->jobs) {
    shared_->arrivals.push_back({std::move(job.done), Error{ErrorCode::kCancelled, {}, 0}});
  }
  shared_->jobs.clear();
  for (const auto& worker : shared_->workers) worker->stop();
}

void HttplibTransport::follow(Client* client) {
  following_.reset();
  if (client == nullptr) return;
  following_ = std::make_unique<Following>();
  following_->client = client;
  following_->options = shared_->options;
  following_->options.answer_timeout_ms = shared_->options.silence_ms;
  following_->proxies = shared_->proxies;
}

}  // namespace parvis
