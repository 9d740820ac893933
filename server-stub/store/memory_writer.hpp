// The memory store's writing half.
#pragma once

#include <functional>
#include <vector>

#include "store/comment_tree.hpp"
#include "store/memory_tables.hpp"

namespace parvis::server {

// Every change goes through put(), drop() and set(), which remember how to undo it.
class MemoryWriter final : public MemoryReader, private CommentTable {
 public:
  using MemoryReader::MemoryReader;
#include "store/writer_verbs.inc"

  void undo();

 private:
  void forget_name(RowId site, RowId visitor);  // when no comment bears it
  std::optional<CommentRow> load(std::string_view id) override;
  void insert(const CommentRow& row) override;
  void update(const CommentRow& row) override;
  void page_changed(RowId page, std::int64_t published) override;

  template <typename Map>
  static RowId next_id(const Map& map) {
    return map.empty() ? 1 : map.rbegin()->first + 1;
  }
  template <typename Map>
  void put(Map& map, const typename Map::key_type& key, const typename Map::mapped_type& value) {
    auto found = map.find(key);
    if (found == map.end())
      undo_.push_back([&map, key] { map.erase(key); });
    else
      undo_.push_back([&map, key, old = found->second] { map.insert_or_assign(key, old); });
    map.insert_or_assign(key, value);
  }
  template <typename Map>
  void drop(Map& map, const typename Map::key_type& key) {
    auto found = map.find(key);
    if (found == map.end()) return;
    undo_.push_back([&map, key, old = found->second] { map.insert_or_assign(key, old); });
    map.erase(found);
  }
  template <typename Map, typename Change>
  void change(Map& map, const typename Map::key_type& key, Change&& with) {
    auto found = map.find(key);
    if (found == map.end()) return;
    auto value = found->second;
    with(value);
    put(map, key, value);
  }
  template <typename Set>
  bool set(Set& in, const typename Set::key_type& entry, bool on) {
    if (in.contains(entry) == on) return false;
    if (on)
      in.insert(entry);
    else
      in.erase(entry);
    undo_.push_back([&in, entry, on] { on ? (void)in.erase(entry) : (void)in.insert(entry); });
    return true;
  }

  std::vector<std::function<void()>> undo_;
};

}  // namespace parvis::server
