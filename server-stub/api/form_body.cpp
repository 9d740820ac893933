#include "api/form_body.hpp"

#include <algorithm>

#include "api/answers.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

constexpr std::size_t kFields = 64;
constexpr std::size_t kName = 32;
constexpr std::size_t kBoundary = 70;  // RFC 2046

Error malformed(std::string detail) { return refuse(ErrorCode::kMalformed, std::move(detail)); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The value of `name` in "form-data; name="text""; a quote in it is "%22" (HTML 4.10.21.7).
std::string_view parameter(std::string_view value, std::string_view name) {
  while (!value.empty()) {
    const std::size_t end = std::min(value.find(';'), value.size());
    const std::string_view part = without_spaces(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
    const std::size_t equals = part.find('=');
    if (equals == part.npos || lower(without_spaces(part.substr(0, equals))) != name) continue;
    std::string_view found = part.substr(equals + 1);
    if (found.size() >= 2 && found.front() == '"' && found.back() == '"')
      found = found.substr(1, found.size() - 2);
    return found;
  }
  return {};
}

std::string plain_lines(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

struct PartHead {
  std::string_view name;
  bool file = false;
};

Result<PartHead> read_part_head(std::string_view head) {
  PartHead found;
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(line.size() + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return malformed("a part's header without a colon");
    if (lower(line.substr(0, colon)) != "content-disposition") continue;
    if (!found.name.empty()) return malformed("a part with two names");
    found.name = parameter(line.substr(colon + 1), "name");
    found.file = line.find("filename") != line.npos;
  }
  return found;
}

}  // namespace

Status FormBody::add(std::string_view name, std::string_view value) {
  if (fields_.size() == kFields) return malformed("at most " + std::to_string(kFields) + " fields");
  if (name.empty() || name.size() > kName) return malformed("a field's name is missing or too long");
  if (!utf8_valid(name) || !utf8_valid(value)) return malformed("a field is not UTF-8");
  fields_.emplace_back(name, plain_lines(value));
  return Unit{};
}

Status FormBody::read_pairs(std::string_view body) {
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(pair.size() + 1, body.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto decoded = [](std::string_view text) {
      std::string spaced(text);
      std::replace(spaced.begin(), spaced.end(), '+', ' ');
      return percent_decode(spaced);
    };
    const auto name = decoded(pair.substr(0, equals));
    const auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return malformed("a field is not percent-encoded UTF-8");
    if (const Status added = add(*name, *value); !added) return added;
  }
  return Unit{};
}

Status FormBody::read_parts(std::string_view body, std::string_view boundary) {
  if (boundary.empty() || boundary.size() > kBoundary) return malformed("no usable boundary");
  const std::string line = "--" + std::string(boundary);
  if (!body.starts_with(line)) return malformed("the body does not start with its boundary");
  body.remove_prefix(line.size());
  const std::string end = "\r\n" + line;
  while (body.starts_with("\r\n")) {
    body.remove_prefix(2);
    const std::size_t head_end = body.find("\r\n\r\n");
    const std::size_t part_end = body.find(end);
    if (head_end == body.npos || part_end == body.npos || part_end < head_end + 4)
      return malformed("a part is cut off");
    const auto head = read_part_head(body.substr(0, head_end));
    if (!head) return head.error();
    const std::size_t value_at = head_end + 4;
    if (!head.value().file)
      if (const Status added = add(head.value().name, body.substr(value_at, part_end - value_at)); !added)
        return added;
    body.remove_prefix(part_end + end.size());
  }
  if (body != "--\r\n" && body != "--") return malformed("the body goes on after its last part");
  return Unit{};
}

Result<FormBody> FormBody::read(const ApiRequest& request) {
  if (request.body.size() > limits::kBody)
    return refuse(ErrorCode::kTooLarge, "at most " + std::to_string(limits::kBody) + " bytes");
  const std::string_view type = header(request, "content-type");
  const std::string kind = lower(without_spaces(type.substr(0, type.find(';'))));
  FormBody form;
  Status read = refuse(ErrorCode::kUnsupportedMediaType, "send an HTML form");
  if (kind == "application/x-www-form-urlencoded") read = form.read_pairs(request.body);
  if (kind == "multipart/form-data") read = form.read_parts(request.body, parameter(type, "boundary"));
  if (!read) return read.error();
  return form;
}

std::string_view FormBody::operator[](std::string_view name) const {
  for (auto field = fields_.rbegin(); field != fields_.rend(); ++field)
    if (field->first == name) return field->second;
  return {};
}

}  // namespace parvis::server
