// backup, restore, verify, export, import: what an operator does with the data as a whole.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/command_line.hpp"
#include "store/sqlite_backup.hpp"
#include "store/sqlite_transfer.hpp"

namespace parvis::server {

namespace {

namespace fs = std::filesystem;

// These files hold secrets: nobody but their owner reads them.
void keep_private() { ::umask(0077); }

}  // namespace

int backup(const std::string& db, const BackupOptions& options) {
  keep_private();
  const auto done = backup_file(db, options.file);
  if (!done) return complain(done.error());
  std::cout << "Saved and verified: " << options.file << '\n';
  return kDone;
}

int restore(const std::string& db, const BackupOptions& options) {
  const bool replaces = file_exists(db);
  const auto done = restore_file(options.file, db);
  if (!done) return complain(done.error());
  std::cout << "Restored " << db;
  if (replaces) std::cout << "; what was there before is " << db << ".before-restore";
  std::cout << '\n';
  return kDone;
}

int verify(const std::string& db, const BackupOptions& options) {
  const std::string& file = options.file.empty() ? db : options.file;
  const auto health = verify_file(file);
  if (!health) return complain(health.error());
  for (const std::string& problem : health.value().problems) complain(file + ": " + problem);
  if (!health.value().problems.empty()) return kFailed;
  std::cout << file << " is sound: schema " << health.value().schema << ", " << health.value().sites
            << " sites, " << health.value().pages << " pages, " << health.value().comments << " comments\n";
  return kDone;
}

int export_site(const std::string& db, const BackupOptions& options) {
  if (!file_exists(db)) return complain(db + " does not exist");
  if (options.file.empty()) {
    const auto done = write_site(db, options.site, std::cout);
    return done && std::cout.flush()
               ? kDone
               : complain(done ? Error{ErrorCode::kStorage, "cannot write"} : done.error());
  }
  std::error_code failure;
  if (fs::equivalent(db, options.file, failure)) return complain(options.file + " is the database itself");
  // Under another name until it is whole: a slip in the site's name must not cost an older export. Pipes,
  // devices and links stay what they are.
  keep_private();
  const fs::file_type type = fs::symlink_status(options.file, failure).type();
  const bool drafted = type == fs::file_type::not_found || type == fs::file_type::regular;
  const std::string draft = options.file + (drafted ? ".unfinished" : "");
  std::ofstream out(draft, std::ios::binary);
  const auto done = write_site(db, options.site, out);
  out.close();
  failure.clear();
  if (done && out && drafted) fs::rename(draft, options.file, failure);
  if (done && out && !failure) return kDone;
  if (drafted) fs::remove(draft, failure);
  return complain(done ? Error{ErrorCode::kStorage, "cannot write " + options.file} : done.error());
}

int import_site(const std::string& db, const BackupOptions& options) {
  std::ifstream in(options.file, std::ios::binary);
  if (!in) return complain("cannot read " + options.file);
  const auto name = read_site(db, in);
  if (!name) return complain(name.error());
  std::cout << "Imported site " << name.value() << '\n';
  return kDone;
}

}  // namespace parvis::server
