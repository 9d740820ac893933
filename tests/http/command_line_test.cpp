// parvis-server as its user meets it: a process with arguments, output, signals and an exit status.
#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "http_fixture.hpp"
#include "server_process.hpp"

using namespace parvis::test;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string like(const std::string& token, const std::string& page) {
  return R"({"site":"shop","token":")" + token + R"(","key":"k1","page":{"key":")" + page +
         R"("},"on":true})";
}

}  // namespace

TEST_CASE("a site is added with its owner key, listed, and not added twice") {
  const Folder folder;
  Process add(folder.path, {"site", "add", "--origin", "https://shop.example", "shop", "--origin",
                            "https://www.shop.example", "--db", folder.db()});
  CHECK(add.wait() == 0);
  CHECK(contains(add.out(), "Owner key, shown only this once: "));
  Process list(folder.path, {"--db", folder.db(), "site", "list"});
  CHECK(list.wait() == 0);
  CHECK(list.out() == "shop https://shop.example https://www.shop.example\n");
  Process again(folder.path,
                {"--db", folder.db(), "site", "add", "shop", "--origin", "https://shop.example"});
  CHECK(again.wait() == 1);
  CHECK(contains(again.err(), "exists"));
  Process origins(folder.path,
                  {"--db", folder.db(), "site", "origins", "shop", "--origin", "https://new.example"});
  CHECK(origins.wait() == 0);
  Process key(folder.path, {"--db", folder.db(), "site", "new-key", "shop"});
  CHECK(key.wait() == 0);
  CHECK(key.out() != add.out());
}

TEST_CASE("mistakes are named, with status 2") {
  const Folder folder;
  const std::vector<std::pair<std::vector<std::string>, std::string>> mistakes{
      {{"serve"}, "--db"},
      {{"serve", "--memory", "--bogus"}, "--bogus"},
      {{"serve", "--memory", "--port", "x"}, "--port"},
      {{"serve", "--memory", "--port", "70000"}, "--port"},
      {{"serve", "--memory", "--db", folder.db()}, "--db"},
      {{"site", "add", "shop", "--db", folder.db()}, "--origin"},
      {{"serve", "--config", "/nowhere.conf"}, "/nowhere.conf"},
      {{"serve", "--config", folder.file("c.conf", "memory=true\n[serve]\nprot=1\n")}, "prot"},
      {{}, "subcommand"},
      {{"sever", "--memory"}, "sever"},
      {{"site", "lits", "--db", folder.db()}, "lits"},
      {{"site", "add", "shop", "--origin", "https://shop.example", "--memory"}, "--db"},
      {{"serve", "--memory", "--public-url", "community.example"}, "https://community.example"},
      {{"serve", "--memory", "--streams-per-network", "-1"}, "--streams-per-network"},
  };
  for (const auto& [arguments, named] : mistakes) {
    Process process(folder.path, arguments);
    CHECK(process.wait() == 2);
    CHECK_MESSAGE(contains(process.err(), named), process.err());
  }
}

TEST_CASE("what cannot be done is said in one line, with status 1") {
  const Folder folder;
  RunningServer other;
  const std::string slip = (folder.path / "slip.db").string();
  CHECK(Process(folder.path, {"site", "add", "shop", "--origin", "https://shop.example", "--db", folder.db()})
            .wait() == 0);
  const std::vector<std::pair<std::vector<std::string>, std::string>> failures{
      {{"serve", "--memory", "--port", std::to_string(other.port())}, "already in use"},
      {{"serve", "--memory", "--port", "0", "--web", "/nowhere"}, "/nowhere"},
      {{"serve", "--memory", "--port", "0", "--trusted-proxy", "10.0.0.1/8"}, "10.0.0.1/8"},
      {{"site", "list", "--db", "/nowhere/x.db"}, "/nowhere/x.db"},
      {{"site", "list", "--db", folder.file("no.db", "this is no database, whatever its name says")},
       "no.db"},
      {{"comment", "hide", "c1", "--db", folder.db()}, "c1"},
      {{"site", "list", "--db", slip}, "does not exist"},
      {{"export", "shop", "--db", slip}, "does not exist"},
      {{"backup", std::string(300, 'a'), "--db", folder.db()}, "aaa"},
      {{"backup", "copy.db", "--db", std::string(300, 'a')}, "aaa"},
      {{"restore", folder.db(), "--db", std::string(300, 'a')}, "aaa"},
  };
  for (const auto& [arguments, named] : failures) {
    Process process(folder.path, arguments);
    CHECK(process.wait() == 1);
    CHECK_MESSAGE(contains(process.err(), "parvis-server: "), process.err());
    CHECK_MESSAGE(contains(process.err(), named), process.err());
  }
  CHECK_FALSE(fs::exists(slip));
}

TEST_CASE("an export that fails leaves an older one and the database alone, and nobody else may read it") {
  const Folder folder;
  const auto run = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all{"--db", folder.db()};
    all.insert(all.end(), words.begin(), words.end());
    return Process(folder.path, all).wait();
  };
  CHECK(run({"site", "add", "shop", "--origin", "https://shop.example"}) == 0);
  const std::string out = (folder.path / "shop.jsonl").string();
  CHECK(run({"export", "shop", "--out", out}) == 0);
  const std::string lines = text_of(out);
  CHECK(contains(lines, "https://shop.example"));
  CHECK((fs::status(out).permissions() & fs::perms(0077)) == fs::perms::none);
  CHECK(run({"export", "shpo", "--out", out}) == 1);
  CHECK(text_of(out) == lines);
  CHECK(run({"export", "shop", "--out", folder.db()}) == 1);
  CHECK(run({"export", "shop", "--out", out}) == 0);
  CHECK(text_of(out) == lines);
  CHECK_FALSE(fs::exists(out + ".unfinished"));
  const std::string link = (folder.path / "latest.jsonl").string();
  fs::create_symlink(out, link);
  CHECK(run({"export", "shop", "--out", link}) == 0);
  CHECK(fs::is_symlink(link));
}

TEST_CASE("serve reads its configuration, answers at both addresses and ends with a signal") {
  const Folder folder;
  folder.file("web/parvis.js", "loader");
  folder.file("shop/index.html", "<script src=https://community.example/parvis.js>");
  const auto config =
      folder.file("c.conf", "memory = true\n[serve]\nport = 0\nshop-port = 0\nseed = \"demo\"\nweb = \"" +
                                (folder.path / "web").string() + "\"\nshop = \"" +
                                (folder.path / "shop").string() + "\"\n");
  for (const int signal : {SIGINT, SIGTERM}) {
    Process process(folder.path,
                    {"serve", "--config", config, "--ready-file", (folder.path / "ready").string()});
    const int api = process.port("api");
    const int shop = process.port("shop");
    CHECK(api > 0);
    CHECK(shop > 0);
    if (api == 0 || shop == 0) return;
    RawClient client(api);
    CHECK(client.exchange(get("/v1/health?token=secret")).status == 200);
    CHECK(client.exchange(get("/parvis.js")).body == "loader");
    CHECK(contains(client.exchange(get("/v1/read?site=demo&page=mug&e=like")).body, "\"count\":"));
    CHECK(RawClient(shop).exchange(get("/")).body ==
          "<script src=http://127.0.0.1:" + std::to_string(api) + "/parvis.js>");
    CHECK(contains(text_of(folder.path / "ready"),
                   "{\"url\":\"http://127.0.0.1:" + std::to_string(api) + "\""));
    CHECK(process.end(signal) == 0);
    CHECK(contains(process.err(), "request method=GET path=\"/v1/health\" status=200"));
    CHECK(!contains(process.err(), "secret"));
  }
}

TEST_CASE("the example configuration is read, and the command line wins over it") {
  const Folder folder;
  folder.file("web/parvis.js", "loader");
  Process process(folder.path, {"--config", PARVIS_DEPLOY_FOLDER "/parvis.conf", "--db", folder.db(), "serve",
                                "--port", "0", "--web", (folder.path / "web").string()});
  const int port = process.port("api");
  CHECK(port > 0);
  if (port == 0) return;
  CHECK(RawClient(port).exchange(get("/parvis.js")).body == "loader");
  CHECK(process.end(SIGTERM) == 0);
}

TEST_CASE("what was answered is still there after a restart, and the owner can act beside the server") {
  const Folder folder;
  Process add(folder.path, {"site", "add", "shop", "--origin", "https://shop.example", "--db", folder.db()});
  CHECK(add.wait() == 0);
  const std::vector<std::string> serve{"serve", "--db", folder.db(), "--port", "0"};
  {
    Process process(folder.path, serve);
    const int port = process.port("api");
    if (port == 0) return;
    RawClient client(port);
    CHECK(client.exchange(post("/v1/like", like(std::string(43, 'a'), "mug"))).status == 200);
    Process close(folder.path, {"thread", "close", "mug", "--db", folder.db()});
    CHECK(close.wait() == 0);
    CHECK(contains(client.exchange(get("/v1/read?site=shop&page=mug&e=comments")).body, "\"closed\":true"));
    Process move(folder.path,
                 {"page", "alias", "mug", "https://shop.example/cup?utm_source=x", "--db", folder.db()});
    CHECK(move.wait() == 0);
    CHECK(contains(client.exchange(get("/v1/read?site=shop&page=shop.example/cup&e=like")).body,
                   "\"count\":1"));
    Process slip(folder.path, {"page", "alias", "never", "new", "--db", folder.db()});
    CHECK(slip.wait() == 1);
    CHECK(process.end(SIGKILL) == 128 + SIGKILL);  // no farewell
  }
  Process process(folder.path, serve);
  const int port = process.port("api");
  if (port == 0) return;
  CHECK(contains(RawClient(port).exchange(get("/v1/read?site=shop&page=mug&e=like")).body, "\"count\":1"));
  CHECK(process.end(SIGTERM) == 0);
}

TEST_CASE("a running server is backed up; its database is restored only when it has stopped") {
  const Folder folder;
  Process(folder.path, {"--db", folder.db(), "site", "add", "shop", "--origin", "https://shop.example"})
      .wait();
  const std::string saved = (folder.path / "saved.db").string();
  const auto run = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all{"--db", folder.db()};
    all.insert(all.end(), words.begin(), words.end());
    return Process(folder.path, all).wait();
  };
  {
    Process server(folder.path, {"--db", folder.db(), "serve", "--port", "0", "--quiet"});
    RawClient client(server.port("api"));
    CHECK(client.exchange(post("/v1/like", like(std::string(43, 'a'), "mug"))).status == 200);
    CHECK(run({"backup", saved}) == 0);
    CHECK(run({"backup", saved}) == 1);
    CHECK(run({"verify"}) == 0);
    CHECK(run({"verify", saved}) == 0);
    CHECK(run({"restore", saved}) == 1);
    CHECK(client.exchange(post("/v1/like", like(std::string(43, 'b'), "mug"))).status == 200);
    CHECK(server.end(SIGTERM) == 0);
  }
  CHECK(run({"restore", saved}) == 0);
  CHECK(run({"verify", "no-such-file.db"}) == 1);
  Process exported(folder.path, {"--db", folder.db(), "export", "shop"});
  CHECK(exported.wait() == 0);
  CHECK(contains(exported.out(), R"("table":"likes","page":"mug")"));
  const std::string lines = folder.file("shop.jsonl", exported.out());
  Process import(folder.path, {"--db", (folder.path / "other.db").string(), "import", lines});
  CHECK(import.wait() == 0);
  Process again(folder.path, {"--db", (folder.path / "other.db").string(), "export", "shop"});
  CHECK(again.wait() == 0);
  CHECK(again.out() == exported.out());
  CHECK(run({"import", lines}) == 1);
  Process memory(folder.path, {"--memory", "verify"});
  CHECK(memory.wait() == 2);
}
