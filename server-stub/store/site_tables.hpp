// The tables of which an exported site is made, as the schema has them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/sqlite_database.hpp"

namespace parvis::server {

constexpr std::int64_t kExportFormat = 1;

struct SiteTable {
  std::string name;
  std::vector<std::string> columns;  // those that travel
  bool has_site = false, has_page = false, has_visitor = false, has_comment = false;
};

SiteTable describe_table(Database& database, const std::string& name);
// All but the sites themselves and what does not travel, each after those that it refers to.
std::vector<SiteTable> site_tables(Database& database);

Result<std::unique_ptr<Database>> open_newest(const std::string& db);

// A statement made for the purpose; those of the store are literals and kept.
class MadeStatement {
 public:
  MadeStatement(Database& database, const std::string& sql)
      : database_(database), statement_(database.prepare_once(sql)) {}
  ~MadeStatement() { sqlite3_finalize(statement_); }
  MadeStatement(const MadeStatement&) = delete;
  MadeStatement& operator=(const MadeStatement&) = delete;
  sqlite3_stmt* get() const { return statement_; }
  int step() {
    const int answer = statement_ == nullptr ? SQLITE_ERROR : sqlite3_step(statement_);
    if (answer != SQLITE_ROW && answer != SQLITE_DONE) database_.fail(answer);
    return answer;
  }

 private:
  Database& database_;
  sqlite3_stmt* statement_;
};

}  // namespace parvis::server
