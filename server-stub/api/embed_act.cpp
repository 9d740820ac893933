// POST /embed/act: what a reader without scripts does. The form becomes the very request that a script would
// have sent, so that the same rules hold; the answer is a redirection to the page, or the page with what was
// typed and the refusal.
#include <algorithm>

#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/embed_page.hpp"
#include "api/embed_visitor.hpp"
#include "api/form_body.hpp"
#include "api/rates.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "parvis/text.hpp"
#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"
#include "rules/mentions.hpp"
#include "rules/page_key.hpp"
#include "rules/present.hpp"
#include "rules/refusal.hpp"
#include "rules/sites.hpp"

namespace parvis::server {

namespace {

// The words of "react 1 ❤️ ID".
struct Act {
  std::string verb, first, second, third;
};

Act read_act(std::string_view text) {
  Act act;
  for (std::string* word : {&act.verb, &act.first, &act.second, &act.third}) {
    const std::size_t end = std::min(text.find(' '), text.size());
    *word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return act;
}

struct Sent {
  FormBody form;
  EmbedView view;
  Act act;
  std::string language;
  Site site;
  std::string token;
  bool new_token = false;
};

// A write of the API: its address and the members of its own.
struct Write {
  std::string path, members, comment;  // comment: the one that it is about
};

// A post that is sent twice within this time is the same one.
constexpr std::int64_t kSamePost = 10 * 60'000;

std::string post_key(const Sent& sent, std::string_view parent, std::int64_t now_ms) {
  std::string all = std::to_string(now_ms / kSamePost);
  for (std::string_view part :
       {std::string_view(sent.view.page.key), std::string_view(sent.view.page.address), parent,
        sent.form["name"], sent.form["text"]})
    all.append("\n").append(std::to_string(part.size())).append(":").append(part);
  const auto hash = sha256(all);
  return "post-" + base64url({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::string page_member(const EmbedView& view) {
  JsonWriter out;
  out.begin_object().member("key", view.page.key).member("canonical", view.page.canonical);
  out.member("address", view.page.address).member("title", view.title).end_object();
  return out.take();
}

class Reading {
 public:
  explicit Reading(const Sent& sent) : sent_(sent), act_(sent.act) { out_.begin_object(); }

  Result<Write> write() {
    Write write;
    const auto by_id = [&](std::string_view path, const std::string& id) {
      write.path = path;
      out_.member("id", write.comment = id);
    };
    if (act_.verb == "like") {
      write.path = "/v1/like";
      out_.member_bool("on", act_.first == "1");
    } else if (act_.verb == "fan") {
      write.path = "/v1/fan";
      out_.member("community", sent_.view.community).member_bool("on", act_.first == "1");
    } else if (act_.verb == "vote") {
      by_id("/v1/comment/vote", act_.second);
      out_.member("vote", std::int64_t{act_.first == "1" ? 1 : act_.first == "-1" ? -1 : 0});
    } else if (act_.verb == "react") {
      by_id("/v1/comment/react", act_.third);
      out_.member("reaction", act_.second).member_bool("on", act_.first == "1");
    } else if (act_.verb == "delete") {
      by_id("/v1/comment/delete", act_.first);
    } else if (act_.verb == "undo") {
      by_id("/v1/comment/restore", act_.first);
    } else if (act_.verb == "post" || act_.verb == "post-reply") {
      write.path = "/v1/comment";
      const std::string parent(act_.verb == "post" ? std::string_view() : sent_.form["parent"]);
      out_.member("parent", parent).member("name", sent_.form["name"]).member("text", sent_.form["text"]);
    } else if (act_.verb == "post-edit") {
      by_id("/v1/comment/edit", std::string(sent_.form["id"]));
      out_.member("text", sent_.form["text"]);
    } else if (act_.verb == "post-report") {
      by_id("/v1/comment/report", std::string(sent_.form["id"]));
      out_.member("reason", sent_.form["reason"]).member("note", sent_.form["note"]);
    } else {
      return invalid("act", "not an act of a form");
    }
    write.members = out_.take();
    return write;
  }

 private:
  const Sent& sent_;
  const Act& act_;
  JsonWriter out_;
};

ApiResponse send(Service& service, const ApiRequest& request, const Sent& sent, const Write& write) {
  ApiRequest inner = request;
  inner.path = write.path;
  inner.query.clear();
  inner.headers["content-type"] = "text/plain";
  inner.headers.erase("origin");  // was looked at
  const bool post = write.path == "/v1/comment";
  const std::string parent(sent.act.verb == "post-reply" ? sent.form["parent"] : std::string_view());
  JsonWriter rest;
  rest.begin_object()
      .member("site", sent.site.name)
      .member("token", sent.token)
      .member("lang", sent.language);
  rest.member("key", post ? post_key(sent, parent, service.now()) : new_secret(service.options.random));
  rest.key("page").raw(page_member(sent.view)).end_object();
  inner.body = write.members + "," + rest.take().substr(1);
  return answer_write(service, inner);
}

ApiResponse go_on(const Sent& sent, const Write& write, const ApiResponse& answer) {
  EmbedView view = sent.view;
  std::string comment = write.comment;
  QueryFields more;
  if (write.path == "/v1/comment") {
    const auto body = JsonDocument::parse(answer.body);
    if (body) comment = body.value().root()["comment"]["id"].text();
    // Wherever the order puts it, the reader sees it.
    if (view.under.empty()) view.at = comment;
    view.after.clear();
    more.emplace_back("done", "posted");
  } else if (write.path == "/v1/comment/edit") {
    more.emplace_back("done", "edited");
  } else if (write.path == "/v1/comment/delete") {
    more = {{"undo", comment}, {"done", "deleted"}};
    if (view.at == comment) view.at.clear();
  }
  std::string address = view.address();
  if (!more.empty()) address += "&" + query_text(more);
  if (!comment.empty()) address += "#c-" + percent_encode(comment);
  ApiResponse response;
  response.status = 303;
  response.content_type = "text/html; charset=utf-8";
  response.headers = {{"Location", address}, {"Cache-Control", "no-store"}};
  return response;
}

// The same page again, with what was typed.
EmbedQuestion again(const Sent& sent) {
  EmbedQuestion question{sent.view, sent.language, sent.token};
  question.drafts.text = sent.form["text"];
  question.drafts.name = sent.form["name"];
  question.drafts.reason = sent.form["reason"];
  question.drafts.note = sent.form["note"];
  question.view.reply = sent.form["parent"];
  (sent.act.verb == "post-report" ? question.view.report : question.view.edit) = sent.form["id"];
  return question;
}

ApiResponse refused(Service& service, const ApiRequest& request, const Sent& sent,
                    const ApiResponse& answer) {
  EmbedQuestion question = again(sent);
  question.error = read_problem(answer.body, answer.status, 0);
  ApiResponse response = embed_page(service, request, std::move(question), answer.status);
  for (const auto& [name, value] : answer.headers)
    if (name == "Retry-After") response.headers.emplace_back(name, value);
  return response;
}

ApiResponse preview(Service& service, const ApiRequest& request, const Sent& sent) {
  EmbedQuestion question = again(sent);
  const std::string_view of = sent.act.first;
  EmbedDrafts& drafts = question.drafts;
  drafts.preview_of = of == "reply" ? Composer::kReply : of == "edit" ? Composer::kEdit : Composer::kPost;
  Status fine = check_previews(service, request);
  if (fine && utf8_length(drafts.text) > limits::kCommentText) fine = too_long("text", limits::kCommentText);
  if (!fine) {
    question.error = fine.error();
    return embed_page(service, request, std::move(question), error_status(fine.error().code));
  }
  (void)service.store.read([&](Reader& reader) {
    const auto name = page_name(sent.view.page);
    const auto page = name ? reader.page(sent.site.id, name.value().key) : std::nullopt;
    const std::string mentions = page ? pack_mentions(reader, page->id, drafts.text) : std::string();
    drafts.preview = Presenter(reader, sent.site).body(drafts.text, mentions);
  });
  return embed_page(service, request, std::move(question));
}

// Another page sent this: the reader alone may say that it was meant.
ApiResponse ask(const Sent& sent, std::int64_t now_ms) {
  std::string fields;
  const auto add = [&](std::string_view name, std::string_view value) {
    fields +=
        "<input type=\"hidden\" name=\"" + escape_html(name) + "\" value=\"" + escape_html(value) + "\">";
  };
  for (const auto& [name, value] : sent.form.fields())
    if (name != "sure" && name != "text") add(name, value);
  add("sure", asked_ticket(sent.site, sent.token, now_ms));
  const auto word = [&](std::string_view key) { return escape_html(message(key, sent.language)); };
  const std::string text(sent.form["text"]);
  // Shown as a field, so that line breaks survive.
  const std::string shown = text.empty()
                                ? ""
                                : "<textarea class=\"sent\" name=\"text\" rows=\"6\" aria-label=\"" +
                                      word("thread.write") + "\">\n" + escape_html(text) + "</textarea>";
  return embed_html(
      sent.site, sent.language, "<title>" + word("embed.confirm") + "</title>",
      "<main class=\"ask parvis\"><form method=\"post\" action=\"act\" enctype=\"multipart/form-data\">"
      "<h1>" +
          escape_html(sent.site.name) + "</h1><p>" + word("embed.confirm") + "</p>" + shown + fields +
          "<button class=\"primary\" type=\"submit\">" + word("embed.send") + "</button></form></main>",
      200);
}

Result<Sent> read_sent(Service& service, const ApiRequest& request) {
  auto form = FormBody::read(request);
  if (!form) return form.error();
  auto view = read_embed_view(parse_query(form.value()["view"]), {});
  if (!view) return view.error();
  Sent sent{std::move(form).value(), std::move(view).value(), {}, {}, {}, embed_token(request)};
  sent.act = read_act(sent.form["act"]);
  sent.language = sent.view.language.empty() ? asked_language(request) : sent.view.language;
  std::optional<Error> wrong;
  const Status read = service.store.read([&](Reader& reader) {
    auto site = asked_site(reader, sent.view.site, sent.view.page, header(request, "origin"));
    if (!site) return void(wrong = site.error());
    sent.site = std::move(site).value();
  });
  if (!read) return read.error();
  if (wrong) return *wrong;
  sent.new_token = sent.token.empty();
  if (sent.new_token) sent.token = new_secret(service.options.random);
  return sent;
}

ApiResponse do_sent(Service& service, const ApiRequest& request, const Sent& sent) {
  if (sent.act.verb == "preview") return preview(service, request, sent);
  const auto write = Reading(sent).write();
  if (!write) return embed_refusal(write.error(), sent.language);
  const ApiResponse answer = send(service, request, sent, write.value());
  return answer.status == 200 ? go_on(sent, write.value(), answer) : refused(service, request, sent, answer);
}

}  // namespace

ApiResponse answer_embed_act(Service& service, const ApiRequest& request) {
  const auto sent = read_sent(service, request);
  if (!sent) return embed_refusal(sent.error(), asked_language(request));
  const Sent& known = sent.value();
  const std::int64_t now = service.now();
  const std::string_view ticket = known.form["sure"];
  const bool meant = comes_from_site(service, request, known.site) ||
                     (!known.new_token && was_asked(known.site, known.token, ticket, now));
  // Whoever was asked and has no token lets no cookie be set: asking again would not end.
  if (!meant && !ticket.empty() && known.new_token)
    return embed_refusal(refuse(ErrorCode::kOriginNotAllowed, ""), known.language);
  ApiResponse response = meant ? do_sent(service, request, known) : ask(known, now);
  if (known.new_token) set_embed_token(response, service, request, known.token);
  return response;
}

}  // namespace parvis::server
