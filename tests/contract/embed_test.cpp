// Pages for readers without scripts: the same rules as for those with, and forms that no other site can send.
#include <doctest/doctest.h>

#include "base/url.hpp"
#include "world.hpp"

using namespace parvis::test;

namespace {

const std::string kOrigin = "https://shop.example";

std::string encoded(const Query& fields) {
  std::string body;
  for (const auto& [name, value] : fields)
    body += (body.empty() ? "" : "&") + name + "=" + parvis::percent_encode(value);
  return body;
}

// Somebody with a browser that keeps the cookie.
struct Reader {
  World& world;
  std::string cookie = {};
  std::string origin = kOrigin;

  Reply get(const Query& query = {}, const std::string& path = "/embed/comments") {
    Query all = {{"site", "shop"}, {"p", "mug"}};
    all.insert(all.end(), query.begin(), query.end());
    return world.get(path, all, cookie.empty() ? Headers() : Headers{{"cookie", cookie}});
  }
  Reply send(const std::string& body, const std::string& type) {
    parvis::server::ApiRequest request;
    request.method = "POST";
    request.path = "/embed/act";
    request.body = body;
    request.headers = {{"content-type", type}};
    if (!origin.empty()) request.headers["origin"] = origin;
    if (!cookie.empty()) request.headers["cookie"] = cookie;
    Reply reply = world.send(request);
    const auto set = reply.headers.find("set-cookie");
    if (set != reply.headers.end()) cookie = set->second.substr(0, set->second.find(';'));
    return reply;
  }
  Reply act(const std::string& act, Query fields = {}, const std::string& show = "comments") {
    fields.insert(fields.begin(), {{"view", "site=shop&p=mug&show=" + show}, {"act", act}});
    return send(encoded(fields), "application/x-www-form-urlencoded");
  }
  std::string post(const std::string& text, const std::string& parent = "") {
    const Reply reply = act(parent.empty() ? "post" : "post-reply", {{"text", text}, {"parent", parent}});
    const std::string location = reply.status == 303 ? reply.headers.at("location") : std::string();
    const auto mark = location.find("#c-");
    return mark == std::string::npos ? std::string() : location.substr(mark + 3);
  }
};

bool holds(const Reply& reply, const std::string& text) { return reply.text.find(text) != std::string::npos; }

std::string part(const std::string& text, const std::string& number) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + number + "\"\r\n\r\n" + text + "\r\n";
}

}  // namespace

TEST_CASE("every widget is a page, and all of them may stand on one") {
  World world;
  Reader reader{world};
  for (const char* path : {"/embed/like", "/embed/share", "/embed/fans", "/embed/comments", "/embed/page"}) {
    CAPTURE(path);
    const Reply page = reader.get({}, path);
    CHECK(page.status == 200);
    CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
    CHECK(holds(page, "<form"));
    CHECK(page.headers.count("set-cookie") == 0);
  }
  const Reply all = reader.get({{"show", "like,share,fans,comments"}}, "/embed/page");
  for (const char* box : {"like-box", "share-box", "fans-box", "class=\"thread\""}) CHECK(holds(all, box));
}

TEST_CASE("a page says who may frame it, and allows itself nothing but its style and its forms") {
  World world;
  const Reply page = Reader{world}.get();
  const std::string policy = page.headers.at("content-security-policy");
  CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-"));
  CHECK(policy.find("frame-ancestors https://shop.example") != std::string::npos);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(page.headers.at("referrer-policy") == "same-origin");
  CHECK(page.headers.at("cache-control") == "private, no-cache");
}

TEST_CASE("what a reader without scripts does counts as everybody's, and only once") {
  World world;
  Reader reader{world};
  const std::string id = reader.post("Hello");
  CHECK(!id.empty());
  CHECK(reader.post("Hello") == id);  // sent twice
  CHECK(world.item("comments")["total"] == 1);
  CHECK(reader.act("like 1", {}, "like").status == 303);
  CHECK(reader.act("like 1", {}, "like").status == 303);
  CHECK(world.item("like")["count"] == 1);
  CHECK(reader.act("like 0", {}, "like").status == 303);
  CHECK(reader.act("like 1", {}, "like").status == 303);
  CHECK(world.item("like")["count"] == 1);
  CHECK(reader.act("fan 1", {}, "fans").status == 303);
  CHECK(world.item("fans")["count"] == 1);
  CHECK(reader.act("vote 1 " + id).status == 303);
  CHECK(reader.act("react 1 😂 " + id).status == 303);
  CHECK(reader.act("react 1 👏 ").status == 303);
  CHECK(world.item("comments")["comments"][0]["likes"] == 1);
  const Reply page = reader.get({}, "/embed/comments");
  CHECK(holds(page, "data-act=\"delete\""));
  CHECK(holds(page, "value=\"vote 0 " + id + "\""));
  CHECK(holds(page, "value=\"react 0 😂 " + id + "\""));
  CHECK(world.counts_hold());
}

TEST_CASE("one's own comment can be edited, deleted and brought back; others' cannot") {
  World world;
  Reader ana{world}, ben{world};
  const std::string id = ana.post("First");
  ben.post("Other");
  CHECK(holds(ana.get({{"edit", id}}), "First</textarea>"));
  CHECK(!holds(ben.get({{"edit", id}}), "First</textarea>"));
  CHECK(ana.act("post-edit", {{"id", id}, {"text", "Second"}}).status == 303);
  CHECK(ben.act("post-edit", {{"id", id}, {"text", "Third"}}).status == 403);
  CHECK(ben.act("delete " + id).status == 403);
  const Reply gone = ana.act("delete " + id);
  CHECK(gone.status == 303);
  CHECK(gone.headers.at("location").find("undo=" + id) != std::string::npos);
  CHECK(holds(ana.get({{"undo", id}}), "value=\"undo " + id + "\""));
  CHECK(!holds(ben.get({{"undo", id}}), "value=\"undo " + id + "\""));
  CHECK(ana.act("undo " + id).status == 303);
  CHECK(holds(ana.get(), "Second"));
  CHECK(ben.act("post-report", {{"id", id}, {"reason", "spam"}, {"note", "x"}}).status == 303);
}

TEST_CASE("a refusal is the page again, with its status, its sentence and what was typed") {
  World world;
  Reader reader{world};
  const std::string blank = "[x]: https://y.example";
  const Reply refused = reader.act("post", {{"text", blank}, {"name", "Zoe"}});
  CHECK(refused.status == 422);
  CHECK(holds(refused, blank + "</textarea>"));
  CHECK(holds(refused, "value=\"Zoe\""));
  CHECK(holds(refused, "Something in this form"));
  const std::string id = reader.post("Hello");
  const Reply reply = reader.act("post-reply", {{"text", blank}, {"parent", id}});
  CHECK(reply.status == 422);
  CHECK(holds(reply, "name=\"parent\" value=\"" + id + "\""));
  world.owner("thread", {{"page", {{"key", "mug"}}}, {"closed", true}});
  CHECK(reader.act("post", {{"text", "Too late"}}).status == 409);
}

TEST_CASE("a preview shows what was typed and keeps nothing") {
  World world;
  Reader reader{world};
  const Reply page = reader.act("preview post", {{"text", "Some **bold** words"}});
  CHECK(page.status == 200);
  CHECK(holds(page, "<strong>bold</strong>"));
  CHECK(holds(page, "Some **bold** words</textarea>"));
  CHECK(world.item("comments")["total"] == 0);
}

TEST_CASE("a form that comes from elsewhere only asks, whoever says so") {
  World world;
  Reader reader{world};
  const std::string good = reader.post("Mine");
  for (const char* origin : {"https://evil.example", "null", ""}) {
    CAPTURE(origin);
    reader.origin = origin;
    const Reply asked = reader.act("delete " + good);
    CHECK(asked.status == 200);
    CHECK(holds(asked, "name=\"sure\""));
    CHECK(world.item("comments")["total"] == 1);
  }
  reader.origin = "null";
  const Reply asked = reader.act("delete " + good);
  const auto at = asked.text.find("name=\"sure\" value=\"") + 19;
  const std::string ticket = asked.text.substr(at, asked.text.find('"', at) - at);
  Reader other{world, {}, "null"};
  CHECK(other.act("like 1", {{"sure", ticket}}, "like").status == 403);  // keeps no cookie, or another's
  CHECK(other.act("like 1", {}, "like").status == 200);
  CHECK(other.act("like 1", {{"sure", ticket}}, "like").status == 200);
  CHECK(world.item("like")["count"] == 0);
  world.now += 2 * 3'600'000;
  CHECK(reader.act("delete " + good, {{"sure", ticket}}).status == 200);
  CHECK(world.item("comments")["total"] == 1);
  world.now -= 2 * 3'600'000;
  CHECK(reader.act("delete " + good, {{"sure", ticket}}).status == 303);
  CHECK(world.item("comments")["total"] == 0);
}

TEST_CASE("the cookie is for these pages alone, and comes with the first form") {
  World world;
  Reader reader{world};
  const Reply first = reader.act("like 1", {}, "like");
  const std::string cookie = first.headers.at("set-cookie");
  CHECK(cookie.find("; Path=/embed; ") != std::string::npos);
  CHECK(cookie.find("HttpOnly") != std::string::npos);
  CHECK(reader.act("like 0", {}, "like").headers.count("set-cookie") == 0);
  reader.cookie = "parvis=short; other=1";
  CHECK(reader.act("like 1", {}, "like").headers.count("set-cookie") == 1);
}

TEST_CASE("forms are read in both encodings, and not where they are broken") {
  World world;
  Reader reader{world};
  const std::string type = "multipart/form-data; boundary=b";
  const std::string start = part("site=shop&p=mug&show=comments", "view") + part("post", "act");
  CHECK(reader.send(start + part("a\r\nb", "text") + "--b--\r\n", type).status == 303);
  const std::string shown = world.item("comments")["comments"][0]["body"].dump();
  CHECK(shown.find("\\r") == std::string::npos);
  CHECK(reader.send(start + part("quoted", "text") + "--b--\r\n", "Multipart/Form-Data; boundary=\"b\"")
            .status == 303);
  const std::pair<std::string, std::string> broken[] = {
      {start + part("x", "text"), type},                                 // no end
      {start + part("x", "text") + "--b--\r\nmore", type},               // goes on
      {start + part("x", "text") + "--b--\r\n", "multipart/form-data"},  // no boundary
      {start + "--b\r\nno colon\r\n\r\nx\r\n--b--\r\n", type},
      {start + part("x", std::string(40, 'n')) + "--b--\r\n", type},
      {start + part("\xFF", "text") + "--b--\r\n", type},
      {"view=%FF&act=post", "application/x-www-form-urlencoded"},
      {"view=%zz&act=post", "application/x-www-form-urlencoded"},
      {"{}", "application/json"},
      {"", "text/plain"}};
  for (const auto& one : broken) {
    CAPTURE(one.first);
    const int status = reader.send(one.first, one.second).status;
    CHECK(status >= 400);
    CHECK(status < 500);
  }
  CHECK(reader.act("dance").status == 422);
  CHECK(reader.act("post", {{"text", std::string(70'000, 'x')}}).status == 413);
  CHECK(world.item("comments")["total"] == 2);
}

TEST_CASE("an address that means nothing gets a page that says so") {
  World world;
  Reader reader{world};
  for (const Query& query : {Query{{"sort", "x"}}, Query{{"limit", "0"}}, Query{{"limit", "101"}},
                             Query{{"at", "<"}}, Query{{"show", "cat"}}, Query{{"show", "like,like"}},
                             Query{{"fold", "a,b"}}, Query{{"p", std::string(2'001, 'x')}}}) {
    CAPTURE(query[0].first);
    const Reply page = reader.get(query, "/embed/page");
    CHECK(page.status == 422);
    CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
    CHECK(holds(page, "role=\"alert\""));
  }
  CHECK(world.get("/embed/comments", {{"site", "none"}, {"p", "mug"}}).status == 404);
}

TEST_CASE("writes without scripts are as limited as those with") {
  World world(true);
  Reader reader{world};
  int refused = 0;
  for (int i = 0; i < 12; ++i)
    if (reader.act("post", {{"text", "Words " + std::to_string(i)}}).status == 429) ++refused;
  CHECK(refused == 4);
  CHECK(world.item("comments")["total"] == 8);
}

TEST_CASE("who asks for too many pages is told so by a page") {
  World world(true);
  parvis::server::ApiRequest request;
  request.method = "GET";
  request.path = "/embed/like";
  request.query = {{"site", "shop"}, {"p", "mug"}};
  request.client_address = "203.0.113.9";
  Reply reply;
  for (int i = 0; i < 1'300 && reply.status != 429; ++i) reply = world.send(request);
  CHECK(reply.status == 429);
  CHECK(reply.headers.at("content-type") == "text/html; charset=utf-8");
  CHECK(reply.headers.count("retry-after") == 1);
  request.path = "/embed/fragment";
  CHECK(world.send(request).headers.at("content-type") == "application/problem+json");
}

TEST_CASE("a fragment is the same for all, can be kept, and leads its forms to the server") {
  World world;
  Reader reader{world};
  reader.post("Hello");
  const Reply piece =
      world.get("/embed/fragment", {{"site", "shop"}, {"p", "mug"}}, {{"cookie", reader.cookie}});
  CHECK(piece.status == 200);
  CHECK(holds(piece, "Hello"));
  CHECK(!holds(piece, "data-act=\"delete\""));
  CHECK(holds(piece, "application/ld+json"));
  const std::string tag = piece.headers.at("etag");
  CHECK(world.get("/embed/fragment", {{"site", "shop"}, {"p", "mug"}}, {{"if-none-match", tag}}).status ==
        304);
  CHECK(world.get("/embed/fragment", {{"site", "shop"}, {"p", "mug"}, {"sort", "x"}}).code() == 21);
  CHECK(world.get("/embed/fragment.css", {}).status == 200);
}

TEST_CASE("oEmbed knows the pages of its sites") {
  World world;
  const Reply found = world.get("/oembed", {{"url", kOrigin + "/mug?utm_source=x"}, {"maxheight", "200"}});
  CHECK(found.status == 200);
  CHECK(found.body["type"] == "rich");
  CHECK(found.body["height"] == 200);
  CHECK(found.body["html"].get<std::string>().find("p=shop.example%2Fmug\"") != std::string::npos);
  CHECK(world.get("/oembed", {{"url", kOrigin + "/"}, {"format", "xml"}}).status == 200);
  CHECK(world.get("/oembed", {{"url", "https://elsewhere.example/"}}).status == 404);
  CHECK(world.get("/oembed", {{"url", "mug"}}).status == 422);
}
