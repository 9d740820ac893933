// Comments as everybody may see them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/items.hpp"
#include "rules/markdown.hpp"
#include "rules/settings.hpp"
#include "store/store.hpp"

namespace parvis::server {

class Presenter {
 public:
  // Both must outlive this.
  Presenter(Reader& reader, const Site& site) : reader_(reader), site_(site), settings_(settings_of(site)) {}

  const SiteSettings& settings() const { return settings_; }
  // A tombstone says nothing but where it stands.
  Comment comment(const CommentRow& row);
  std::vector<RichNode> body(std::string_view source, std::string_view mentions);
  // Those above zero, in the site's order; with `all` the whole set.
  std::vector<Reaction> reactions(std::string_view packed, bool all) const;

 private:
  struct Author {
    std::string tag;
    Role role = Role::kNone;
  };
  const Author& author(RowId visitor);

  Reader& reader_;
  const Site& site_;
  const SiteSettings settings_;
  std::map<RowId, Author> authors_;
};

}  // namespace parvis::server
