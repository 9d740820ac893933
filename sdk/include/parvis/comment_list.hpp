// A thread's comments in the order they are shown, as a value. Copies share the comments themselves, so that
// one of ten thousand is cheap, and a comment that nobody changed is still the same one in the next state.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <vector>

#include "parvis/visibility.hpp"

namespace parvis {

struct Comment;

class PARVIS_PUBLIC CommentList {
  using Shared = std::shared_ptr<const Comment>;

 public:
  class const_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Comment;
    using difference_type = std::ptrdiff_t;
    using pointer = const Comment*;
    using reference = const Comment&;

    const_iterator() = default;
    explicit const_iterator(const Shared* at) : at_(at) {}
    reference operator*() const { return **at_; }
    pointer operator->() const { return at_->get(); }
    const_iterator& operator++() { return ++at_, *this; }
    const_iterator operator++(int) { return const_iterator(at_++); }
    friend bool operator==(const const_iterator&, const const_iterator&) = default;

   private:
    const Shared* at_ = nullptr;
  };
  using value_type = Comment;

  CommentList() = default;
  CommentList(std::initializer_list<Comment> comments);

  std::size_t size() const { return comments_.size(); }
  bool empty() const { return comments_.empty(); }
  const Comment& operator[](std::size_t index) const { return *comments_[index]; }
  const Comment& front() const { return *comments_.front(); }
  const Comment& back() const { return *comments_.back(); }
  const_iterator begin() const { return const_iterator(comments_.data()); }
  const_iterator end() const { return const_iterator(comments_.data() + comments_.size()); }

  void push_back(Comment comment);
  void insert(std::size_t index, Comment comment);
  void erase(std::size_t first, std::size_t last);
  // The comment as this list's own, for changing: other copies of the list keep it as it was.
  Comment& edit(std::size_t index);
  // Takes over a comment of another list without copying it.
  void push_back_shared(const CommentList& other, std::size_t index) {
    comments_.push_back(other.comments_[index]);
  }
  // Whether two places hold one and the same comment; a copy of equal content is not the same.
  bool same(std::size_t index, const CommentList& other, std::size_t place) const {
    return comments_[index] == other.comments_[place];
  }

  friend PARVIS_PUBLIC bool operator==(const CommentList& a, const CommentList& b);

 private:
  std::vector<Shared> comments_;
};

}  // namespace parvis
