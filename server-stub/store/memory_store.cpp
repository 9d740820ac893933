#include "store/memory_store.hpp"

#include <mutex>
#include <shared_mutex>

#include "store/memory_writer.hpp"

namespace parvis::server {

namespace {

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(RowId first_site) { tables_.first_site = first_site; }
  Status read(const Read& read) override {
    std::shared_lock lock(mutex_);
    MemoryWriter reader(tables_);
    read(reader);
    return Unit{};
  }
  Status write(const Write& write) override {
    std::unique_lock lock(mutex_);
    MemoryWriter writer(tables_);
    Status done = write(writer);
    if (!done) {
      writer.undo();
      return done;
    }
    versions().committed();
    writer.take_changes().tell(versions());
    for (const auto& call : writer.take_after_commit()) call();
    return done;
  }
  void write_later(Write write) override { (void)this->write(write); }

 private:
  std::shared_mutex mutex_;
  MemoryTables tables_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store(RowId first_site) {
  return std::make_unique<MemoryStore>(first_site);
}

}  // namespace parvis::server
