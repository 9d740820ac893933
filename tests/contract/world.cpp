#include "world.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <mutex>

#include "base/url.hpp"
#include "rules/sites.hpp"
#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"

namespace parvis::test {

namespace {

std::string environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == 0 ? otherwise : value;
}

class InProcess final : public Exchange {
 public:
  explicit InProcess(server::Handler& handler) : handler_(handler) {}
  server::ApiResponse send(const server::ApiRequest& request) override { return handler_.handle(request); }

 private:
  server::Handler& handler_;
};

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string target_of(const server::ApiRequest& request) {
  std::string target = request.path;
  char mark = '?';
  for (const auto& [name, value] : request.query) {
    target += mark + name + "=" + percent_encode(value);
    mark = '&';
  }
  return target;
}

// For the validation against openapi.yaml. Requests that are no text in JSON's sense are left out.
void record(const server::ApiRequest& request, const Reply& reply) {
  const std::string file = environment("PARVIS_RECORD", "");
  if (file.empty()) return;
  const auto type = request.headers.find("content-type");
  const json line = {
      {"method", request.method}, {"target", target_of(request)},
      {"request", request.body},  {"requestType", type == request.headers.end() ? "" : type->second},
      {"status", reply.status},   {"headers", reply.headers},
      {"response", reply.text}};
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  static std::ofstream out = [&] {
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    return std::ofstream(file, std::ios::trunc);
  }();
  out << line.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
}

}  // namespace

World::World(bool rate_limits) : rate_limits_(rate_limits) {
  static std::atomic<int> worlds{0};
  folder_ = std::filesystem::temp_directory_path() /
            ("parvis-contract-" + std::to_string(getpid()) + "-" + std::to_string(++worlds));
  std::filesystem::create_directories(folder_);
  open();
  owner_key =
      server::add_site(*store_, "shop", {"https://shop.example", "http://localhost:*"}, server::system_random)
          .value()
          .owner_key;
}

World::~World() {
  exchange_.reset();
  handler_.reset();
  store_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void World::open() {
  if (environment("PARVIS_CONTRACT_STORE", "memory") == "memory")
    store_ = server::make_memory_store();
  else
    store_ = server::open_sqlite_store((folder_ / "test.db").string()).value();
  server::HandlerOptions options;
  options.clock = [this] { return now.load(); };
  options.random = [this](unsigned char* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      out[i] = static_cast<unsigned char>(random_.fetch_add(0x9E37) >> 3);
  };
  options.rate_limits = rate_limits_;
  options.public_url = "https://community.example";
  handler_ = std::make_unique<server::Handler>(*store_, options);
  if (environment("PARVIS_CONTRACT_VIA", "process") == "http")
    exchange_ = exchange_over_http(*handler_);
  else
    exchange_ = std::make_unique<InProcess>(*handler_);
}

bool World::restart() {
  if (environment("PARVIS_CONTRACT_STORE", "memory") == "memory") return false;
  exchange_.reset();
  handler_.reset();
  store_.reset();
  open();
  return true;
}

std::vector<std::string> World::rows(const std::string& sql) const {
  std::vector<std::string> all;
  sqlite3* database = nullptr;
  sqlite3_open_v2((folder_ / "test.db").string().c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK) {
    while (sqlite3_step(statement) == SQLITE_ROW) {
      all.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const unsigned char* bytes = sqlite3_column_text(statement, i);
        all.back() +=
            (i == 0 ? "" : "|") + std::string(bytes == nullptr ? "" : reinterpret_cast<const char*>(bytes));
      }
    }
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return all;
}

Reply World::send(server::ApiRequest request) {
  if (request.client_address.empty()) request.client_address = "127.0.0.1";
  const server::ApiResponse response = exchange_->send(request);
  Reply reply;
  reply.status = response.status;
  reply.text = response.body;
  for (const auto& [name, value] : response.headers) reply.headers[lower(name)] = value;
  if (response.status != 204 && response.status != 304) reply.headers["content-type"] = response.content_type;
  reply.body = json::parse(response.body, nullptr, false);
  record(request, reply);
  return reply;
}

Reply World::get(const std::string& path, const Query& query, const Headers& headers) {
  server::ApiRequest request;
  request.method = "GET";
  request.path = path;
  request.query = query;
  request.headers = headers;
  return send(request);
}

Reply World::post_text(const std::string& path, const std::string& body, const Headers& headers) {
  server::ApiRequest request;
  request.method = "POST";
  request.path = path;
  request.headers = {{"content-type", "text/plain;charset=UTF-8"}};
  for (const auto& [name, value] : headers) request.headers[name] = value;
  request.body = body;
  return send(request);
}

Reply World::post(const std::string& path, const json& body, const Headers& headers) {
  return post_text(path, body.dump(), headers);
}

json World::read(const std::vector<std::string>& descriptors, const std::string& page) {
  Query query{{"site", "shop"}, {"page", page}};
  for (const std::string& one : descriptors) query.emplace_back("e", one);
  Reply reply = get("/v1/read", query);
  if (reply.status != 200) return reply.body;
  // Grows with everything that happens anywhere, and would make no two answers equal.
  for (json& item : reply.body["items"]) item.erase("event");
  return reply.body["items"];
}

json World::item(const std::string& descriptor, const std::string& page) {
  const json all = read({descriptor}, page);
  return all.is_array() ? all[0] : all;
}

Reply World::owner(const std::string& verb, json body) {
  body["site"] = "shop";
  body["owner_key"] = owner_key;
  return post("/v1/owner/" + verb, body);
}

bool World::counts_hold() {
  std::vector<std::string> wrong;
  (void)store_->read([&](server::Reader& reader) { wrong = reader.recount(); });
  return wrong.empty();
}

Visitor::Visitor(World& world, int number)
    : token(std::string(38, 'v') + std::to_string(10'000 + number)), world_(world) {}

json Visitor::body(const json& more, const std::string& page) {
  json all = {{"site", "shop"},
              {"token", token},
              {"key", "key-" + std::to_string(++keys_)},
              {"page", {{"key", page}}}};
  all.update(more);
  return all;
}

Reply Visitor::act(const std::string& verb, const json& more, const std::string& page) {
  return world_.post("/v1/" + verb, body(more, page));
}

std::string Visitor::comment(const std::string& text, const std::string& parent, const std::string& page) {
  const Reply reply = act("comment", {{"text", text}, {"parent", parent}}, page);
  return reply.status == 200 ? reply.body["comment"]["id"].get<std::string>() : "";
}

json Visitor::mine(const std::vector<std::string>& descriptors) {
  std::vector<std::string> elements;
  for (const std::string& one : descriptors) elements.push_back(one + ";p=mug");
  const Reply reply = world_.post("/v1/mine", {{"site", "shop"}, {"token", token}, {"e", elements}});
  return reply.body;
}

std::vector<std::string> ids_of(const json& thread) {
  std::vector<std::string> ids;
  for (const json& comment : thread["comments"]) ids.push_back(comment["id"]);
  return ids;
}

}  // namespace parvis::test
