#include "store/group_writer.hpp"

#include <algorithm>
#include <utility>

#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

constexpr std::size_t kLargestGroup = 256;
constexpr std::chrono::milliseconds kFirstPause{50}, kLongestPause{5'000};  // between two tries to recover
constexpr std::chrono::seconds kLogAfterErasure{1};  // how long the log may still hold an erased text
// How long an answer that is kept may outlive what another process (the command line) wrote.
constexpr std::chrono::milliseconds kLookForOthers{250};

Error unavailable() {
  Error error;
  error.code = ErrorCode::kUnavailable;
  error.detail = "the store cannot be written";
  error.retry_after_ms = 5'000;
  return error;
}

}  // namespace

void GroupWriter::Job::end() {
  const std::lock_guard lock(mutex_);
  has_ended_ = true;
  ended_.notify_one();
}

void GroupWriter::Job::wait() {
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [this] { return has_ended_; });
}

GroupWriter::GroupWriter(std::unique_ptr<Database> database, std::string path, Versions& versions)
    : path_(std::move(path)),
      database_(std::move(database)),
      versions_(versions),
      thread_([this] { work(); }) {}

GroupWriter::~GroupWriter() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Status GroupWriter::run(const Store::Write& write) {
  auto job = std::make_shared<Job>();
  job->write = write;
  queue(job);
  job->wait();
  return *job->outcome;
}

void GroupWriter::run_later(Store::Write write) {
  auto job = std::make_shared<Job>();
  job->write = std::move(write);
  queue(std::move(job));
}

void GroupWriter::queue(std::shared_ptr<Job> job) {
  {
    std::lock_guard lock(mutex_);
    if (recovering_) {
      job->outcome = Status(unavailable());
      job->end();
      return;
    }
    waiting_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void GroupWriter::work() {
  for (;;) {
    truncate_log_when_due();
    std::vector<std::shared_ptr<Job>> group = next_group();
    if (!group.empty()) commit(group);
    count(group);
    for (const auto& job : group) job->end();
    if (medium_failed_) recover();
    std::lock_guard lock(mutex_);
    if (stopping_ && waiting_.empty()) return;
  }
}

std::vector<std::shared_ptr<GroupWriter::Job>> GroupWriter::next_group() {
  std::vector<std::shared_ptr<Job>> group;
  std::unique_lock lock(mutex_);
  const auto called = [this] { return stopping_ || !waiting_.empty(); };
  while (!truncation_due_ && !wake_.wait_for(lock, kLookForOthers, called)) look_for_others();
  if (truncation_due_) wake_.wait_until(lock, *truncation_due_, called);
  while (!waiting_.empty() && group.size() < kLargestGroup) {
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return group;
}

void GroupWriter::count(const std::vector<std::shared_ptr<Job>>& group) {
  std::uint64_t kept = 0, refused = 0;
  for (const auto& job : group) {
    kept += job->outcome->ok();
    refused += !job->outcome->ok() && job->outcome->error().code == ErrorCode::kUnavailable;
  }
  const std::lock_guard lock(mutex_);
  figures_.commits += refused == 0 && !group.empty();
  figures_.writes += kept;
  figures_.refused += refused;
}

StoreFigures GroupWriter::figures() {
  const std::lock_guard lock(mutex_);
  StoreFigures figures = figures_;
  figures.waiting = waiting_.size();
  return figures;
}

void GroupWriter::truncate_log_when_due() {
  const auto now = std::chrono::steady_clock::now();
  if (truncation_due_ && now >= *truncation_due_) {
    truncation_due_.reset();
    database_->truncate_log();
  }
  if (database_->owes_truncation() && !truncation_due_) truncation_due_ = now + kLogAfterErasure;
}

void GroupWriter::commit(std::vector<std::shared_ptr<Job>>& group) {
  database_->clear_failure();
  database_->execute("BEGIN IMMEDIATE");
  look_for_others();
  for (const auto& job : group) {
    if (database_->failed()) break;
    perform(*job);
  }
  // After a failure of the medium nothing of the group may count, whatever was answered inside it.
  if (!database_->failed() && database_->execute("COMMIT")) {
    versions_.committed();
    for (const auto& job : group) {
      if (!job->outcome->ok()) continue;
      job->changes.tell(versions_);
      for (const auto& call : job->after_commit) call();
    }
    return;
  }
  medium_failed_ = medium_failed_ || database_->medium_failed();
  tell_of_everything();
  database_->clear_failure();
  if (database_->in_transaction()) database_->execute("ROLLBACK");
  for (const auto& job : group) job->outcome = Status(unavailable());
}

// The connection may hold pages that never reached the disk, so it is thrown away.
void GroupWriter::recover() {
  std::unique_lock lock(mutex_);
  recovering_ = true;
  for (const auto& job : waiting_) {
    job->outcome = Status(unavailable());
    job->end();
  }
  waiting_.clear();
  for (auto pause = kFirstPause; !stopping_; pause = std::min(2 * pause, kLongestPause)) {
    lock.unlock();
    auto opened = Database::open(path_);
    const bool sound = opened && opened.value()->verify();
    lock.lock();
    if (sound) {
      database_ = std::move(opened).value();
      medium_failed_ = recovering_ = false;
      // What was refused may have reached the file all the same.
      tell_of_everything();
      return;
    }
    wake_.wait_for(lock, pause, [this] { return stopping_; });
  }
}

// A savepoint of its own, so that one refusal undoes nothing of the others.
void GroupWriter::perform(Job& job) {
  database_->execute("SAVEPOINT job");
  SqliteWriter writer(*database_);
  try {
    job.outcome = job.write(writer);
  } catch (...) {
    job.outcome = Status(Error{ErrorCode::kInternal, {}, 0, {}});
  }
  if (database_->failed()) {
    medium_failed_ = medium_failed_ || database_->medium_failed();
    // Where SQLite gave up the whole transaction, the RELEASE below fails too and ends the group.
    job.outcome = Status(unavailable());
    database_->clear_failure();
  }
  if (!job.outcome->ok() && database_->in_transaction()) database_->execute("ROLLBACK TO job");
  database_->execute("RELEASE job");
  job.after_commit = writer.take_after_commit();
  job.changes = writer.take_changes();
}

void GroupWriter::look_for_others() {
  std::int64_t version = 0;
  {
    Query query(*database_, "PRAGMA data_version");
    if (!query.next()) return;
    version = query.integer(0);
  }
  if (std::exchange(others_, version) == version) return;
  tell_of_everything();
}

void GroupWriter::tell_of_everything() {
  versions_.committed();
  versions_.changed_everything();
}

}  // namespace parvis::server
