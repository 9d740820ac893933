#include "store/group_writer.hpp"

#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

constexpr std::size_t kLargestGroup = 256;

Error unavailable() {
  Error error;
  error.code = ErrorCode::kUnavailable;
  error.detail = "the store cannot be written";
  error.retry_after_ms = 5'000;
  return error;
}

}  // namespace

GroupWriter::GroupWriter(std::unique_ptr<Database> database)
    : database_(std::move(database)), thread_([this] { work(); }) {}

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
  job->done.acquire();
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
    waiting_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void GroupWriter::work() {
  for (;;) {
    std::vector<std::shared_ptr<Job>> group;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      while (!waiting_.empty() && group.size() < kLargestGroup) {
        group.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
      }
    }
    commit(group);
    for (const auto& job : group) job->done.release();
  }
}

void GroupWriter::commit(std::vector<std::shared_ptr<Job>>& group) {
  database_->clear_failure();
  database_->execute("BEGIN IMMEDIATE");
  for (const auto& job : group) {
    if (database_->failed()) break;
    perform(*job);
  }
  // After a failure of the medium nothing of the group may count, whatever was answered inside it.
  if (!database_->failed() && database_->execute("COMMIT")) {
    for (const auto& job : group)
      for (const auto& call : job->after_commit) call();
    return;
  }
  database_->clear_failure();
  if (database_->in_transaction()) database_->execute("ROLLBACK");
  for (const auto& job : group) job->outcome = Status(unavailable());
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
    // Where SQLite gave up the whole transaction, the RELEASE below fails too and ends the group.
    job.outcome = Status(unavailable());
    database_->clear_failure();
  }
  if (!job.outcome->ok() && database_->in_transaction()) database_->execute("ROLLBACK TO job");
  database_->execute("RELEASE job");
  if (job.outcome->ok()) job.after_commit = writer.take_after_commit();
}

}  // namespace parvis::server
