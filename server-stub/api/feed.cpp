#include "api/feed.hpp"

#include <algorithm>

#include "api/html.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "parvis/text.hpp"

namespace parvis::server {

namespace {

// RFC 9562, version 8: told by what it names, whatever the server's address is.
std::string name_uuid(std::string_view name) {
  const auto hash = sha256(name);
  std::string bytes(reinterpret_cast<const char*>(hash.data()), 16);
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x80);
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  std::string text = hex(bytes);
  for (const std::size_t at : {20, 16, 12, 8}) text.insert(at, "-");
  return "urn:uuid:" + text;
}

std::string comment_uuid(std::string_view id) { return name_uuid("comment " + std::string(id)); }

std::int64_t changed_ms(const Comment& comment) { return std::max(comment.created_ms, comment.edited_ms); }

void element(std::string& out, std::string_view name, std::string_view text,
             std::string_view attributes = {}) {
  out.append("<").append(name).append(attributes).append(">").append(xml_escaped(text));
  out.append("</").append(name).append(">\n");
}

void link(std::string& out, std::string_view relation, std::string_view address) {
  if (address.empty()) return;
  out.append("<link rel=\"")
      .append(relation)
      .append("\" href=\"")
      .append(xml_escaped(address))
      .append("\"/>\n");
}

void entry(std::string& out, const RecentComment& recent, const std::string& language) {
  const Comment& comment = recent.comment;
  const std::string name = comment.name.empty() ? message("comment.anonymous", language) : comment.name;
  out += "<entry>\n";
  element(out, "id", comment_uuid(comment.id));
  element(out, "title", name + ": " + recent.title);
  element(out, "published", iso_time(comment.created_ms));
  element(out, "updated", iso_time(changed_ms(comment)));
  out += "<author>";
  element(out, "name", name);
  out += "</author>\n";
  link(out, "alternate", recent.url);
  if (!comment.parent.empty())
    out.append("<thr:in-reply-to ref=\"").append(comment_uuid(comment.parent)).append("\"/>\n");
  element(out, "content", html_of(comment.body), " type=\"html\" xml:lang=\"\"");
  out += "</entry>\n";
}

bool fits_xml(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         c >= 0x10000;
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = utf8_next(text, at);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\r')
      out += "&#13;";
    else if (fits_xml(c))
      out.append(text.substr(start, at - start));
  }
  return out;
}

std::string write_feed(const Feed& feed) {
  std::int64_t updated = 0;
  for (const RecentComment& one : feed.comments.comments)
    updated = std::max(updated, changed_ms(one.comment));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xmlns:thr=\"http://purl.org/syndication/thread/1.0\" xml:lang=\"" +
      xml_escaped(feed.language) + "\">\n";
  element(out, "id", name_uuid("feed " + feed.subject));
  element(out, "title", feed.title);
  element(out, "updated", iso_time(updated));
  element(out, "generator", "Parvis");
  link(out, "self", feed.self);
  link(out, "alternate", feed.alternate);
  for (const RecentComment& one : feed.comments.comments) entry(out, one, feed.language);
  return out + "</feed>\n";
}

}  // namespace parvis::server
