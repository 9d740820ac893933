// Text being written: the text, a cursor with a selection, and undo. Dear ImGui's own multi-line input does
// not wrap, which no one can write a comment in. Positions are byte offsets that never split a character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::demo {

class EditBuffer {
 public:
  const std::string& text() const { return now_.text; }
  std::size_t cursor() const { return now_.cursor; }
  std::size_t anchor() const { return now_.anchor; }
  bool has_selection() const { return now_.cursor != now_.anchor; }
  std::string_view selection() const;

  // Replaces everything and forgets the history.
  void reset(std::string_view text);

  void insert(std::string_view text);  // in place of the selection
  void erase_back(bool whole_word);
  void erase_forward(bool whole_word);
  void move_to(std::size_t position, bool select);
  void move_left(bool whole_word, bool select);
  void move_right(bool whole_word, bool select);
  void select_all();
  void select_word_at(std::size_t position);
  bool undo();
  bool redo();

  std::size_t before(std::size_t position) const;  // start of the character before
  std::size_t after(std::size_t position) const;   // end of the character at

 private:
  struct Snapshot {
    std::string text;
    std::size_t cursor = 0;
    std::size_t anchor = 0;
  };
  enum class Step : unsigned char { kNone, kTyping, kErasing, kOther };

  std::size_t word_left(std::size_t position) const;
  std::size_t word_right(std::size_t position) const;
  void erase(std::size_t from, std::size_t to);
  void remember(Step step);

  Snapshot now_;
  std::vector<Snapshot> undo_, redo_;
  Step last_ = Step::kNone;
};

}  // namespace parvis::demo
