// What one write asks for, read from its body and ready to be done.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "api/fields.hpp"
#include "api/service.hpp"
#include "rules/page_key.hpp"

namespace parvis::server {

// A write whose fields are known to be right; `act` does it inside the transaction.
struct Wish {
  std::string meaning;  // the verb's own part of Visit::meaning
  std::function<Result<std::string>(Writer&, const Site&, RowId visitor)> act;
  std::function<std::string(Reader&, const Site&, const std::string& kept)> answer = {};  // see Deed
  bool comments = false;
};

// One text out of many, unambiguous whatever they hold.
std::string joined(std::initializer_list<std::string_view> parts);
PageName required_page(Fields& fields);
// A comment's text as it was typed; the field fails where there is nothing to read in it.
std::string required_comment_text(Fields& fields);

// The wish of a path below /v1/comment.
Wish read_comment_wish(Service& service, std::string_view path, Fields& fields, std::int64_t now);

}  // namespace parvis::server
