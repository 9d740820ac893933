// The top-level comments of a page in the order of reading, either way from any of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/cursor.hpp"
#include "store/store.hpp"

namespace parvis::server {

class RootWalk {
 public:
  // `step` is how many at once are worth loading.
  RootWalk(Reader& reader, const Page& page, Sort sort, std::int64_t step, std::int64_t now_ms);

  // To where a cursor points.
  void start(const Cursor& cursor);
  // To this comment, in a ranking that knows it.
  void start_at(const CommentRow& root);

  // The next one in the direction; none at the end. Then `here` is its place.
  std::optional<CommentRow> next() { return step(false); }
  std::optional<CommentRow> previous() { return step(true); }
  const Cursor& here() const { return here_; }
  // The comment at the place.
  std::optional<CommentRow> current();

  // A ranking that was made now and has to be kept for the cursors into it.
  bool fresh() const { return fresh_; }
  const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::optional<CommentRow> step(bool back);
  std::optional<CommentRow> step_pinned(bool back);
  std::optional<CommentRow> step_by_time(bool back);
  std::optional<CommentRow> step_ranked(bool back);
  void enter_others();
  void choose_epoch();
  void make_ranking();
  bool load_ranks(std::int64_t first);
  std::string id_at(std::int64_t rank);

  Reader& reader_;
  const Page& page_;
  const Sort sort_;
  const bool ranked_;
  const std::int64_t step_, now_ms_;
  const std::vector<CommentRow> pinned_;  // newest first
  Cursor here_;
  std::vector<CommentRow> buffer_;  // of the orders by time: what comes after `buffered_`, the next one last
  std::string buffered_;
  bool buffered_back_ = false;
  std::vector<std::string> ids_;  // of the ranking, from first_rank_ on
  std::int64_t first_rank_ = 0, epoch_ = 0;
  bool has_epoch_ = false, fresh_ = false;
};

}  // namespace parvis::server
