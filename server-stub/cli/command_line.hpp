// parvis-server on the command line: what may be asked for, and the commands that answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/server.hpp"
#include "parvis/error.hpp"
#include "store/store.hpp"

namespace parvis::server {

// Exit statuses: 0 done, 1 could not, 2 was asked wrongly.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kMisused = 2;

int run_command_line(int argc, char** argv);

struct ServeOptions {
  std::string host = "127.0.0.1";
  int port = 8080;         // 0: any free one
  std::string public_url;  // empty: the address listened on, when that is this machine's own
  std::string web;         // folder of the SDK's files; empty: none
  int web_max_age = 300;   // seconds
  std::string shop;        // folder of example pages for a second address; empty: none
  int shop_port = 0;
  std::vector<std::string> trusted_proxies;
  std::string seed;              // "demo" or empty
  std::string ready_file;        // gets the addresses as JSON once they answer; empty: none
  bool webhook_private = false;  // webhooks may lead to this machine and its network
  bool quiet = false;            // no line per request
  std::string metrics_token;     // who may read /metrics from afar; empty: nobody
  std::size_t streams_per_network = 256;
};
// Of the pages among the SDK's files, which are text and a style sheet.
inline constexpr const char* kPagePolicy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
// Answers with the example pages of a folder, which say `server` for https://community.example.
Result<HttpServer::Respond> shop_pages(const std::string& folder, const std::string& server);
// To be called before the first thread is made: SIGINT and SIGTERM then wait until serve() takes them.
void hold_signals();
// Returns when one of them arrives.
void wait_for_end();
int serve(Store& store, const ServeOptions& options);

// The test double (--stub) has options of its own and shares none with a real server.
bool asks_for_stub(int argc, char** argv);
int run_stub(int argc, char** argv);

struct SiteOptions {
  std::string name;
  std::vector<std::string> origins;
  std::vector<std::string> settings;  // name=value
};
int site_add(Store& store, const SiteOptions& options);
int site_origins(Store& store, const SiteOptions& options);
int site_new_key(Store& store, const SiteOptions& options);
int site_set(Store& store, const SiteOptions& options);
int site_show(Store& store, const SiteOptions& options);
int site_list(Store& store);

struct BackupOptions {
  std::string file;
  std::string site;
};
int backup(const std::string& db, const BackupOptions& options);
int restore(const std::string& db, const BackupOptions& options);
int verify(const std::string& db, const BackupOptions& options);
int export_site(const std::string& db, const BackupOptions& options);
int import_site(const std::string& db, const BackupOptions& options);

struct ModerateOptions {
  std::string comment;
  std::string page;
  std::string new_page;
  std::string role;  // author, team, moderator or none
  std::string site;  // of the page; may be empty when there is one site only
};
// `what` as in the API: hide, delete, restore, pin, unpin, feature, unfeature.
int comment_moderate(Store& store, const ModerateOptions& options, std::string_view what);
int comment_history(Store& store, const ModerateOptions& options);
int report_list(Store& store, const ModerateOptions& options);
int visitor_set_role(Store& store, const ModerateOptions& options);
int thread_set_closed(Store& store, const ModerateOptions& options, bool closed);
int page_alias(Store& store, const ModerateOptions& options);
int visitor_set_blocked(Store& store, const ModerateOptions& options, bool blocked);

struct RenderOptions {
  std::string site, page, out = "-", show = "comments", address, language, public_url, sort = "newest";
  int limit = 100;
};
int render(Store& store, const RenderOptions& options);

// Says on stderr why it went wrong; kFailed.
int complain(const std::string& reason);
int complain(const Error& error);

}  // namespace parvis::server
