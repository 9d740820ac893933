// backup, restore, verify, export, import: what an operator does with the data as a whole.
#include <fstream>
#include <iostream>

#include "cli/command_line.hpp"
#include "store/sqlite_backup.hpp"
#include "store/sqlite_transfer.hpp"

namespace parvis::server {

int backup(const std::string& db, const BackupOptions& options) {
  const auto done = backup_file(db, options.file);
  if (!done) return complain(done.error());
  std::cout << "Saved and verified: " << options.file << '\n';
  return kDone;
}

int restore(const std::string& db, const BackupOptions& options) {
  const auto done = restore_file(options.file, db);
  if (!done) return complain(done.error());
  std::cout << "Restored " << db << "; what was there before is " << db << ".before-restore\n";
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
  if (options.file.empty()) {
    const auto done = write_site(db, options.site, std::cout);
    return done && std::cout.flush()
               ? kDone
               : complain(done ? Error{ErrorCode::kStorage, "cannot write"} : done.error());
  }
  std::ofstream out(options.file, std::ios::binary);
  const auto done = write_site(db, options.site, out);
  if (!done) return complain(done.error());
  return out.flush() ? kDone : complain("cannot write " + options.file);
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
