#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>

#include "base/url.hpp"
#include "parvis/version.hpp"
#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"

namespace parvis::server {
namespace {

// Everything that the command line can say, and the one command that it chose.
struct Asked {
  std::string db;
  bool memory = false;
  ServeOptions serve;
  SiteOptions site;
  ModerateOptions moderate;
  BackupOptions backup;
  RenderOptions render;
  std::function<int(Store&)> command;
  std::function<int()> file_command;  // on the database's file, not through a store
};

CLI::App* add_command(CLI::App& parent, Asked& asked, const std::string& name, const std::string& description,
                      std::function<int(Store&)> command) {
  auto* added = parent.add_subcommand(name, description);
  added->fallthrough();
  added->callback([&asked, command = std::move(command)] { asked.command = command; });
  return added;
}

CLI::App* add_group(CLI::App& app, const std::string& name, const std::string& description) {
  auto* group = app.add_subcommand(name, description);
  group->require_subcommand(1)->fallthrough();
  return group;
}

// Links that leave the server begin with it.
std::string check_public_url(const std::string& text) {
  const auto url = parse_url(text);
  if (url && url->query.empty() && url->fragment.empty()) return {};
  return "\"" + text + "\" is no address such as https://community.example";
}

void add_serve(CLI::App& app, Asked& asked) {
  auto& options = asked.serve;
  auto* serve = add_command(app, asked, "serve", "Answer requests until SIGINT or SIGTERM",
                            [&asked](Store& store) { return server::serve(store, asked.serve); });
  serve->add_option("--host", options.host, "Address to listen on")->capture_default_str();
  serve->add_option("--port", options.port, "Port to listen on; 0: any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  serve
      ->add_option("--public-url", options.public_url,
                   "Where browsers reach this server, e.g. https://community.example")
      ->check(check_public_url);
  serve->add_option("--web", options.web, "Folder of the SDK's files (parvis.js, assets/)");
  serve->add_option("--web-max-age", options.web_max_age, "Seconds that browsers keep parvis.js")
      ->check(CLI::Range(0, 86400))
      ->capture_default_str();
  serve
      ->add_option(
          "--trusted-proxy", options.trusted_proxies,
          "Network of a proxy whose X-Forwarded-For counts, e.g. 127.0.0.1 or 10.0.0.0/8; repeatable")
      ->allow_extra_args(false);
  serve->add_option("--seed", options.seed, "Fill an empty database with an example")
      ->check(CLI::IsMember({"demo"}));
  serve->add_option("--shop", options.shop, "Folder of example pages, served at an address of their own");
  serve->add_option("--shop-port", options.shop_port, "Port of the example pages; 0: any free one")
      ->check(CLI::Range(0, 65535));
  serve->add_option("--ready-file", options.ready_file,
                    "Write the addresses to this file, as JSON, when they answer");
  serve->add_flag("--webhook-private", options.webhook_private,
                  "Let webhooks lead to this machine and its own network");
  serve->add_flag("--quiet", options.quiet, "No log line per request");
  serve->add_option("--metrics-token", options.metrics_token,
                    "Who sends this as a bearer token may read /metrics from afar");
  serve
      ->add_option("--streams-per-network", options.streams_per_network,
                   "Event streams that one network (/24, /48) may have open")
      ->check(CLI::Range(0, 65536))
      ->capture_default_str();
}

void add_site(CLI::App& app, Asked& asked) {
  auto& options = asked.site;
  auto* group = add_group(app, "site", "The sites (tenants) of this server");
  auto* add = add_command(*group, asked, "add", "Add a site and print its owner key, once",
                          [&asked](Store& store) { return site_add(store, asked.site); });
  auto* origins = add_command(*group, asked, "origins", "Replace the origins of a site",
                              [&asked](Store& store) { return site_origins(store, asked.site); });
  auto* new_key = add_command(*group, asked, "new-key", "Replace the owner key of a site and print it, once",
                              [&asked](Store& store) { return site_new_key(store, asked.site); });
  auto* set = add_command(*group, asked, "set", "Change settings of a site; lists with commas",
                          [&asked](Store& store) { return site_set(store, asked.site); });
  auto* show = add_command(*group, asked, "show", "The settings of a site",
                           [&asked](Store& store) { return site_show(store, asked.site); });
  add_command(*group, asked, "list", "Name and origins of every site", site_list);
  for (auto* command : {add, origins, new_key, set, show})
    command->add_option("name", options.name, "Name of the site")->required();
  set->add_option("settings", options.settings, "name=value, e.g. down_votes=true reactions=❤️,👏")
      ->required();
  for (auto* command : {add, origins})
    command
        ->add_option("--origin", options.origins,
                     "Origin of the site's pages, e.g. https://shop.example; repeatable")
        ->required()
        ->allow_extra_args(false);
}

void add_moderation(CLI::App& app, Asked& asked) {
  auto& options = asked.moderate;
  auto* comment = add_group(app, "comment", "One comment");
  const std::pair<const char*, const char*> verbs[] = {{"hide", "Hide its text"},
                                                       {"delete", "Delete it; can be restored"},
                                                       {"restore", "Publish it again"},
                                                       {"pin", "Show it first in every order"},
                                                       {"unpin", "Let it stand where it belongs again"},
                                                       {"feature", "Mark it as worth reading"},
                                                       {"unfeature", "Take that mark away"}};
  for (const auto& [verb, description] : verbs)
    add_command(*comment, asked, verb, description,
                [&asked, verb = verb](Store& store) { return comment_moderate(store, asked.moderate, verb); })
        ->add_option("id", options.comment, "Id of the comment")
        ->required();
  add_command(*comment, asked, "history", "All that it ever said",
              [&asked](Store& store) { return comment_history(store, asked.moderate); })
      ->add_option("id", options.comment, "Id of the comment")
      ->required();

  auto* report = add_group(app, "report", "What readers reported");
  add_command(*report, asked, "list", "The latest reports of a site, newest first", [&asked](Store& store) {
    return report_list(store, asked.moderate);
  })->add_option("--site", options.site, "Name of the site, when there are several");

  auto* page = add_group(app, "page", "One page");
  auto* alias =
      add_command(*page, asked, "alias", "Lead an old key to a new one; all counts and comments stay",
                  [&asked](Store& store) { return page_alias(store, asked.moderate); });
  alias->add_option("old", options.page, "Key or address that the page had")->required();
  alias->add_option("new", options.new_page, "Key or address that it has now")->required();
  alias->add_option("--site", options.site, "Name of its site, when there are several");

  auto* thread = add_group(app, "thread", "The thread of one page");
  for (const bool closed : {true, false}) {
    auto* command = add_command(
        *thread, asked, closed ? "close" : "open", closed ? "Take no more comments" : "Take comments again",
        [&asked, closed](Store& store) { return thread_set_closed(store, asked.moderate, closed); });
    command->add_option("page", options.page, "Key or address of the page")->required();
    command->add_option("--site", options.site, "Name of its site, when there are several");
  }

  auto* visitor = add_group(app, "visitor", "One visitor");
  auto* role = add_command(*visitor, asked, "role", "What the site calls them beside their name",
                           [&asked](Store& store) { return visitor_set_role(store, asked.moderate); });
  role->add_option("role", options.role, "author, team, moderator (who may also hide comments …) or none")
      ->required()
      ->check(CLI::IsMember({"author", "team", "moderator", "none"}));
  role->add_option("--comment", options.comment, "Id of a comment that the visitor wrote")->required();
  for (const bool blocked : {true, false}) {
    auto* command = add_command(
        *visitor, asked, blocked ? "block" : "unblock", blocked ? "Refuse all writes" : "Allow writes again",
        [&asked, blocked](Store& store) { return visitor_set_blocked(store, asked.moderate, blocked); });
    command->add_option("--comment", options.comment, "Id of a comment that the visitor wrote")->required();
  }
}

void add_backup(CLI::App& app, Asked& asked) {
  const auto add = [&](const std::string& name, const std::string& description,
                       int (*command)(const std::string&, const BackupOptions&)) {
    auto* added = app.add_subcommand(name, description);
    added->fallthrough();
    added->callback([&asked, command] {
      asked.file_command = [&asked, command] { return command(asked.db, asked.backup); };
    });
    return added;
  };
  add("backup", "Copy the database to a file, also while a server works on it", backup)
      ->add_option("file", asked.backup.file, "File to make")
      ->required();
  add("restore", "Put a backup in the place of the database", restore)
      ->add_option("file", asked.backup.file, "The backup")
      ->required();
  add("verify", "Check every page, reference and count of the database, or of a backup", verify)
      ->add_option("file", asked.backup.file, "The backup; without it: the database");
  auto* to_file = add("export", "Write a whole site as JSON Lines", export_site);
  to_file->add_option("site", asked.backup.site, "Name of the site")->required();
  to_file->add_option("--out", asked.backup.file, "File to write; without it: the standard output");
  add("import", "Read a site that was exported", import_site)
      ->add_option("file", asked.backup.file, "File to read")
      ->required();
}

void add_render(CLI::App& app, Asked& asked) {
  auto& options = asked.render;
  auto* command =
      add_command(app, asked, "render", "Write a page's thread as HTML and JSON-LD, to be included",
                  [&asked](Store& store) { return render(store, asked.render); });
  command->add_option("--site", options.site, "Name of the site")->required();
  command->add_option("--page", options.page, "Key or address of the page")->required();
  command->add_option("--public-url", options.public_url, "Where the forms in it lead to: this server")
      ->required()
      ->check(check_public_url);
  command->add_option("--out", options.out, "Folder of the files; -: both to the standard output")
      ->capture_default_str();
  command->add_option("--show", options.show, "like, share, fans, comments; several with commas")
      ->capture_default_str();
  command->add_option("--address", options.address, "Address of the page, for the links to its comments");
  command->add_option("--lang", options.language, "Language of its words; without it: English");
  command->add_option("--sort", options.sort, "newest, oldest, best, discussed or controversial")
      ->capture_default_str();
  command->add_option("--limit", options.limit, "Top-level comments")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
}

// `makes`: a missing file is made. Elsewhere a slip in its name would pass for a database without sites.
Result<std::unique_ptr<Store>> open_store(const Asked& asked, bool makes) {
  if (asked.memory) return make_memory_store();
  std::error_code unreadable;
  if (!makes && !std::filesystem::exists(asked.db, unreadable) && !unreadable)
    return Error{ErrorCode::kStorage, asked.db + " does not exist", 0, {}};
  return open_sqlite_store(asked.db);
}

}  // namespace

int complain(const std::string& reason) {
  std::cerr << "parvis-server: " << reason << '\n';
  return kFailed;
}

int complain(const Error& error) {
  const std::string name(error_name(error.code));
  const std::string where = error.field.empty() ? "" : " (" + error.field + ")";
  return complain((error.detail.empty() ? name : error.detail) + where);
}

int run_command_line(int argc, char** argv) {
  if (asks_for_stub(argc, argv)) return run_stub(argc, argv);
  Asked asked;
  CLI::App app("Likes, shares, comments and fans for any page: the Parvis server", "parvis-server");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(version()));
  app.set_config("--config", "", "Read options from this file; see examples/deploy/parvis.conf");
  app.allow_config_extras(CLI::config_extras_mode::error);  // a misspelt key must not be ignored
  auto* db = app.add_option("--db", asked.db, "SQLite database file; made when it is missing");
  app.add_flag("--memory", asked.memory, "Keep everything in memory, until the process ends")->excludes(db);
  add_serve(app, asked);
  add_site(app, asked);
  add_moderation(app, asked);
  add_backup(app, asked);
  add_render(app, asked);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wish) {  // --help, --version
    return app.exit(wish);
  } catch (const CLI::RequiredError& mistake) {
    // Whoever wrote a command wrongly is told that, rather than that it is missing.
    if (const auto strange = app.remaining(true); !strange.empty())
      complain("there is no such command or option: " + strange.front());
    else
      app.exit(mistake);
    return kMisused;
  } catch (const CLI::ParseError& mistake) {
    app.exit(mistake);
    return kMisused;
  }
  if (asked.db.empty() && !asked.memory) {
    complain("say where the data is: --db FILE (or --memory, for serve)");
    return kMisused;
  }
  const bool serves = app.got_subcommand("serve");
  if (asked.memory && !serves) {
    complain("there is no file to work on in memory: say --db FILE");
    return kMisused;
  }
  if (serves) hold_signals();  // the store may have threads
  if (asked.file_command) return asked.file_command();
  auto store = open_store(asked, serves || app.get_subcommand("site")->got_subcommand("add"));
  if (!store) return complain(store.error());
  return asked.command(*store.value());
}

}  // namespace parvis::server
