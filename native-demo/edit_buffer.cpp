#include "edit_buffer.hpp"

#include <algorithm>
#include <utility>

namespace parvis::demo {
namespace {

constexpr std::size_t kUndoSteps = 200;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

}  // namespace

std::string_view EditBuffer::selection() const {
  auto [from, to] = std::minmax({now_.cursor, now_.anchor});
  return std::string_view(now_.text).substr(from, to - from);
}

void EditBuffer::reset(std::string_view text) {
  now_ = {std::string(text), text.size(), text.size()};
  undo_.clear();
  redo_.clear();
  last_ = Step::kNone;
}

// Typing in one go is undone in one go, word by word.
void EditBuffer::remember(Step step) {
  bool same_go = step == last_ && step != Step::kOther && !undo_.empty();
  last_ = step;
  redo_.clear();
  if (same_go) return;
  undo_.push_back(now_);
  if (undo_.size() > kUndoSteps) undo_.erase(undo_.begin());
}

void EditBuffer::erase(std::size_t from, std::size_t to) {
  now_.text.erase(from, to - from);
  now_.cursor = now_.anchor = from;
}

void EditBuffer::insert(std::string_view text) {
  bool typing = text.size() <= 4 && !has_selection() && !(text.size() == 1 && is_space(text[0]));
  remember(typing ? Step::kTyping : Step::kOther);
  auto [from, to] = std::minmax({now_.cursor, now_.anchor});
  erase(from, to);
  now_.text.insert(from, text);
  now_.cursor = now_.anchor = from + text.size();
}

void EditBuffer::erase_back(bool whole_word) {
  if (has_selection()) return insert("");
  if (now_.cursor == 0) return;
  remember(whole_word ? Step::kOther : Step::kErasing);
  erase(whole_word ? word_left(now_.cursor) : before(now_.cursor), now_.cursor);
}

void EditBuffer::erase_forward(bool whole_word) {
  if (has_selection()) return insert("");
  if (now_.cursor == now_.text.size()) return;
  remember(whole_word ? Step::kOther : Step::kErasing);
  erase(now_.cursor, whole_word ? word_right(now_.cursor) : after(now_.cursor));
}

void EditBuffer::move_to(std::size_t position, bool select) {
  now_.cursor = std::min(position, now_.text.size());
  while (now_.cursor > 0 && now_.cursor < now_.text.size() && continues(now_.text[now_.cursor]))
    --now_.cursor;
  if (!select) now_.anchor = now_.cursor;
  last_ = Step::kNone;
}

void EditBuffer::move_left(bool whole_word, bool select) {
  if (has_selection() && !select && !whole_word) return move_to(std::min(now_.cursor, now_.anchor), false);
  move_to(whole_word ? word_left(now_.cursor) : before(now_.cursor), select);
}

void EditBuffer::move_right(bool whole_word, bool select) {
  if (has_selection() && !select && !whole_word) return move_to(std::max(now_.cursor, now_.anchor), false);
  move_to(whole_word ? word_right(now_.cursor) : after(now_.cursor), select);
}

void EditBuffer::select_all() {
  now_.anchor = 0;
  now_.cursor = now_.text.size();
}

void EditBuffer::select_word_at(std::size_t position) {
  position = std::min(position, now_.text.size());
  std::size_t from = position, to = position;
  while (from > 0 && !is_space(now_.text[from - 1])) --from;
  while (to < now_.text.size() && !is_space(now_.text[to])) ++to;
  now_.anchor = from;
  now_.cursor = to;
}

bool EditBuffer::undo() {
  if (undo_.empty()) return false;
  redo_.push_back(std::exchange(now_, std::move(undo_.back())));
  undo_.pop_back();
  last_ = Step::kNone;
  return true;
}

bool EditBuffer::redo() {
  if (redo_.empty()) return false;
  undo_.push_back(std::exchange(now_, std::move(redo_.back())));
  redo_.pop_back();
  last_ = Step::kNone;
  return true;
}

std::size_t EditBuffer::before(std::size_t position) const {
  if (position == 0) return 0;
  do --position;
  while (position > 0 && continues(now_.text[position]));
  return position;
}

std::size_t EditBuffer::after(std::size_t position) const {
  if (position >= now_.text.size()) return now_.text.size();
  do ++position;
  while (position < now_.text.size() && continues(now_.text[position]));
  return position;
}

std::size_t EditBuffer::word_left(std::size_t position) const {
  while (position > 0 && is_space(now_.text[position - 1])) --position;
  while (position > 0 && !is_space(now_.text[position - 1])) --position;
  return position;
}

std::size_t EditBuffer::word_right(std::size_t position) const {
  while (position < now_.text.size() && !is_space(now_.text[position])) ++position;
  while (position < now_.text.size() && is_space(now_.text[position])) ++position;
  return position;
}

}  // namespace parvis::demo
