// Behind an @ in a field: whom of the thread the writer may mean.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edit_buffer.hpp"
#include "parvis/model.hpp"

namespace parvis::demo {

struct AskedPerson {
  std::size_t from = 0;  // where the @ stands
  std::string wish;      // the name so far
};
std::optional<AskedPerson> asked_person(const EditBuffer& buffer);
// A few at most, each once.
std::vector<std::string> people_named(const CommentList& comments, std::string_view wish);
void mention(EditBuffer& buffer, std::size_t from, std::string_view name);

}  // namespace parvis::demo
