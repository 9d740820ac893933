#include <utility>

#include "parvis/model.hpp"

namespace parvis {

CommentList::CommentList(std::initializer_list<Comment> comments) {
  for (const Comment& comment : comments) push_back(comment);
}

void CommentList::push_back(Comment comment) {
  comments_.push_back(std::make_shared<const Comment>(std::move(comment)));
}

// By moving up from the end: std::vector::insert weighs three times as much.
void CommentList::insert(std::size_t index, Comment comment) {
  push_back(std::move(comment));
  for (std::size_t i = comments_.size() - 1; i > index; --i) comments_[i].swap(comments_[i - 1]);
}

void CommentList::erase(std::size_t first, std::size_t last) {
  for (; last < comments_.size(); ++first, ++last) comments_[first].swap(comments_[last]);
  comments_.resize(first);
}

Comment& CommentList::edit(std::size_t index) {
  auto own = std::make_shared<Comment>(*comments_[index]);
  Comment& comment = *own;
  comments_[index] = std::move(own);
  return comment;
}

bool operator==(const CommentList& a, const CommentList& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a.same(i, b, i) && !(a[i] == b[i])) return false;
  }
  return true;
}

}  // namespace parvis
