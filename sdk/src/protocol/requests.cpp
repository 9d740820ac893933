#include "protocol/requests.hpp"

#include <array>
#include <utility>

#include "base/json.hpp"
#include "base/url.hpp"
#include "parvis/text.hpp"
#include "protocol/items_wire.hpp"

namespace parvis {
namespace {

constexpr std::array<std::string_view, kVerbCount> kVerbPaths = {
    "like",         "share",        "fan",           "comment",         "comment/delete",
    "comment/vote", "comment/edit", "comment/react", "comment/restore", "comment/report"};

void write_page(JsonWriter& out, const PageRef& page) {
  out.key("page").begin_object();
  if (!page.key.empty()) out.member("key", page.key);
  if (!page.canonical.empty()) out.member("canonical", page.canonical);
  if (!page.address.empty()) out.member("address", page.address);
  out.end_object();
}

void write_verb_members(JsonWriter& out, const Write& write) {
  switch (write.verb) {
    case Verb::kLike:
      out.member_bool("on", write.on);
      return;
    case Verb::kShare:
      out.member("network", network_name(write.network));
      return;
    case Verb::kFan:
      out.member("community", write.community).member_bool("on", write.on);
      return;
    case Verb::kComment:
      out.member("parent", write.parent).member("name", write.name).member("text", write.text);
      return;
    case Verb::kCommentDelete:
    case Verb::kCommentRestore:
      out.member("id", write.id);
      return;
    case Verb::kCommentVote:
      out.member("id", write.id).member("vote", std::int64_t{write.vote});
      return;
    case Verb::kCommentEdit:
      out.member("id", write.id).member("text", write.text);
      return;
    case Verb::kCommentReact:
      out.member("id", write.id).member("reaction", write.text).member_bool("on", write.on);
      return;
    case Verb::kCommentReport:
      out.member("id", write.id).member("reason", write.text).member("note", write.note);
      return;
  }
}

Error bad_answer(std::string_view what) {
  return Error{ErrorCode::kBadAnswer, "the answer has no usable " + std::string(what), 0};
}

Result<JsonDocument> answer_document(const HttpResponse& response) {
  if (response.status != 200) return response_error(response);
  auto document = JsonDocument::parse(response.body);
  if (!document.ok() || !document.value().root().is_object()) return bad_answer("JSON object");
  return document;
}

// A verb's answer must hold what its widget shows; a missing count would read as zero.
bool answer_complete(Verb verb, JsonValue root) {
  switch (verb) {
    case Verb::kLike:
      return root["page"].is_string() && root["count"].is_integer();
    case Verb::kShare:
      return root["page"].is_string() && root["count"].is_integer() && root["total"].is_integer();
    case Verb::kFan:
      return root["count"].is_integer();
    case Verb::kComment:
    case Verb::kCommentEdit:
    case Verb::kCommentRestore:
      return root["total"].is_integer() && root["comment"].is_object();
    case Verb::kCommentDelete:
      return root["total"].is_integer() && root["id"].is_string();
    case Verb::kCommentVote:
      return root["id"].is_string() && root["likes"].is_integer() && root["vote"].is_integer();
    case Verb::kCommentReact:
      return root["page"].is_string() && root["reactions"].is_array();
    case Verb::kCommentReport:
      return root["ok"].boolean();
  }
  return false;
}

// Descriptors are already percent-encoded inside; only that encoding has to survive the query's.
std::string query_value(std::string_view descriptor) {
  std::string out;
  for (const char c : descriptor) {
    if (c == '%') {
      out += "%25";
    } else {
      out += c;
    }
  }
  return out;
}

void append_parameter(std::string& url, std::string_view name, std::string_view encoded_value) {
  if (encoded_value.empty()) return;
  url += url.find('?') == std::string::npos ? '?' : '&';
  url.append(name).append("=").append(encoded_value);
}

// The variant's order.
WidgetKind item_kind(const Item& item) {
  constexpr WidgetKind kKinds[] = {WidgetKind::kLike, WidgetKind::kShare, WidgetKind::kFans,
                                   WidgetKind::kComments};
  return kKinds[item.index()];
}

std::vector<std::string> read_ids(JsonValue list) {
  std::vector<std::string> ids;
  for (JsonValue id = list.first(); id; id = id.next()) ids.emplace_back(id.text());
  return ids;
}

}  // namespace

std::string_view verb_path(Verb verb) { return kVerbPaths[static_cast<std::size_t>(verb)]; }

std::optional<Verb> verb_from_path(std::string_view path) {
  for (std::size_t i = 0; i < kVerbPaths.size(); ++i) {
    if (kVerbPaths[i] == path) return static_cast<Verb>(i);
  }
  return std::nullopt;
}

std::string write_body(const Write& write, std::string_view site, std::string_view key) {
  JsonWriter out;
  out.begin_object();
  if (!site.empty()) out.member("site", site);
  out.member("key", key);
  write_page(out, write.page);
  write_verb_members(out, write);
  out.end_object();
  return out.take();
}

Write read_write(Verb verb, JsonValue body) {
  Write write;
  write.verb = verb;
  write.on = body["on"].boolean();
  write.vote = static_cast<std::int32_t>(body["vote"].integer());
  write.network = network_from_name(body["network"].text()).value_or(Network::kCopy);
  body.read("community", write.community);
  body.read("id", write.id);
  body.read("parent", write.parent);
  body.read("name", write.name);
  body.read(verb == Verb::kCommentReact ? "reaction" : "text", write.text);
  return write;
}

HttpRequest write_request(std::string_view server, Verb verb, std::string_view token, std::string_view body) {
  HttpRequest request;
  request.method = "POST";
  request.url.append(server).append("/v1/").append(verb_path(verb));
  request.body.append("{\"token\":\"").append(token).append("\",").append(body.substr(1));
  return request;
}

Result<WriteAnswer> read_write_answer(Verb verb, const HttpResponse& response) {
  auto document = answer_document(response);
  if (!document.ok()) return document.error();
  const JsonValue root = document.value().root();
  if (!answer_complete(verb, root)) return bad_answer("result");

  WriteAnswer answer;
  answer.verb = verb;
  root.read("page", answer.page);
  answer.count = root["count"].integer();
  answer.total = root["total"].integer();
  answer.on = root["liked"].boolean() || root["joined"].boolean();
  root.read("community", answer.community);
  root.read("id", answer.id);
  if (verb == Verb::kCommentVote) {
    answer.vote = static_cast<std::int32_t>(root["vote"].integer());
    answer.on = answer.vote > 0;
    answer.count = root["likes"].integer();
    answer.total = root["down"].integer();
  }
  if (verb == Verb::kCommentReact) answer.reactions = read_reactions(root["reactions"]);
  if (verb == Verb::kShare) {
    const auto network = network_from_name(root["network"].text());
    if (!network) return bad_answer("network");
    answer.network = *network;
  }
  if (root["comment"].is_object()) {
    auto comment = read_comment(root["comment"]);
    if (!comment.ok()) return comment.error();
    answer.comment = std::move(comment).value();
    if (answer.id.empty()) answer.id = answer.comment->id;
  }
  return answer;
}

HttpRequest read_request(std::string_view server, std::string_view site, const PageRef& page,
                         const std::vector<Descriptor>& descriptors) {
  HttpRequest request;
  request.method = "GET";
  request.url.append(server).append("/v1/read");
  append_parameter(request.url, "site", percent_encode(site));
  append_parameter(request.url, "address", percent_encode(page.address));
  append_parameter(request.url, "canonical", percent_encode(page.canonical));
  for (const Descriptor& descriptor : descriptors) {
    append_parameter(request.url, "e", query_value(write_descriptor(descriptor)));
  }
  return request;
}

Result<std::vector<Item>> read_read_answer(const HttpResponse& response,
                                           const std::vector<Descriptor>& asked) {
  auto document = answer_document(response);
  if (!document.ok()) return document.error();
  std::vector<Item> items;
  const JsonValue root = document.value().root();
  for (JsonValue value = root["items"].first(); value; value = value.next()) {
    auto item = read_item(value);
    if (!item.ok()) return item.error();
    if (items.size() >= asked.size() || item_kind(item.value()) != asked[items.size()].kind) {
      return bad_answer("order of items");
    }
    items.push_back(std::move(item).value());
  }
  if (items.size() != asked.size()) return bad_answer("number of items");
  return items;
}

HttpRequest mine_request(std::string_view server, std::string_view site, std::string_view token,
                         const PageRef& page, const std::vector<Descriptor>& descriptors) {
  JsonWriter out;
  out.begin_object().member("token", token);
  if (!site.empty()) out.member("site", site);
  if (!page.address.empty()) out.member("address", page.address);
  if (!page.canonical.empty()) out.member("canonical", page.canonical);
  out.key("e").begin_array();
  for (const Descriptor& descriptor : descriptors) out.string(write_descriptor(descriptor));
  out.end_array().end_object();
  return HttpRequest{"POST", std::string(server) + "/v1/mine", out.take()};
}

HttpRequest preview_request(std::string_view server, std::string_view site, const PageRef& page,
                            std::string_view text) {
  JsonWriter out;
  out.begin_object();
  if (!site.empty()) out.member("site", site);
  write_page(out, page);
  out.member("text", text).end_object();
  return HttpRequest{"POST", std::string(server) + "/v1/preview", out.take()};
}

HttpRequest source_request(std::string_view server, std::string_view site, std::string_view token,
                           const PageRef& page, std::string_view id) {
  JsonWriter out;
  out.begin_object().member("token", token);
  if (!site.empty()) out.member("site", site);
  write_page(out, page);
  out.member("id", id).end_object();
  return HttpRequest{"POST", std::string(server) + "/v1/mine/source", out.take()};
}

Result<MineAnswer> read_mine_answer(const HttpResponse& response, std::size_t asked) {
  auto document = answer_document(response);
  if (!document.ok()) return document.error();
  const JsonValue root = document.value().root();
  MineAnswer answer;
  root.read("name", answer.name);
  for (JsonValue value = root["items"].first(); value; value = value.next()) {
    answer.items.push_back(read_mine_item(value));
  }
  if (answer.items.size() != asked) return bad_answer("number of items");
  return answer;
}

MineItem read_mine_item(JsonValue value) {
  MineItem item;
  item.on = value["liked"].boolean() || value["joined"].boolean();
  for (JsonValue name = value["shared"].first(); name; name = name.next()) {
    if (const auto network = network_from_name(name.text())) item.shared.push_back(*network);
  }
  item.mine = read_ids(value["mine"]);
  item.liked = read_ids(value["liked"]);
  item.down = read_ids(value["down"]);
  for (JsonValue one = value["reacted"].first(); one; one = one.next()) {
    item.reacted.emplace_back(one[std::size_t{0}].text(), one[std::size_t{1}].text());
  }
  item.page_reacted = read_ids(value["page_reacted"]);
  item.role = role_from_name(value["role"].text());
  item.fresh = value["new"]["count"].integer();
  item.fresh_ids = read_ids(value["new"]["ids"]);
  item.feed = value["feed"].text();
  return item;
}

Error response_error(const HttpResponse& response) {
  if (response.status >= 200 && response.status < 300) return bad_answer("content");
  Error error = read_problem(response.body, response.status, response.retry_after_ms);
  // Not from Parvis: a proxy or a captive portal in between. Its no is a no all the same.
  if (error.code == ErrorCode::kBadAnswer && response.status >= 400 && response.status < 500) {
    error.code = ErrorCode::kNotAllowed;
    if (response.status == 404) error.code = ErrorCode::kNotFound;
    if (response.status == 408) error.code = ErrorCode::kTimeout;
  }
  return error;
}

}  // namespace parvis
