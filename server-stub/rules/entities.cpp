#include "rules/entities.hpp"

#include <md4c-html.h>

#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace parvis::server {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kEscaped = {
    {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}}};

// The renderer escapes these four again; all else it writes as UTF-8.
std::string rendered(std::string_view entity) {
  std::string html;
  const auto append = [](const MD_CHAR* text, MD_SIZE size, void* out) {
    static_cast<std::string*>(out)->append(text, size);
  };
  md_html(entity.data(), static_cast<MD_SIZE>(entity.size()), append, &html, 0, 0);
  constexpr std::string_view kBefore = "<p>", kAfter = "</p>\n";
  if (!html.starts_with(kBefore) || !html.ends_with(kAfter)) return std::string(entity);
  return html.substr(kBefore.size(), html.size() - kBefore.size() - kAfter.size());
}

}  // namespace

std::string decode_entity(std::string_view entity) {
  for (const auto& [escaped, plain] : kEscaped)
    if (entity == escaped) return std::string(plain);
  std::string text = rendered(entity);
  for (const auto& [escaped, plain] : kEscaped)
    if (text == escaped) return std::string(plain);
  if (text.starts_with("&amp;")) return std::string(entity);
  if (!utf8_valid(text)) return "\xEF\xBF\xBD";
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') c = ' ';
  return text;
}

}  // namespace parvis::server
