// What the owner of a site and its moderators may do to any comment of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/threads.hpp"

namespace parvis::server {

enum class Moderation : std::uint8_t { kHide, kDelete, kRestore, kPin, kUnpin, kFeature, kUnfeature };
std::optional<Moderation> moderation_from_name(std::string_view name);  // "hide", "delete", …

Status moderate_comment(Writer& writer, const Site& site, std::string_view id, Moderation what,
                        std::int64_t now_ms);
Status block_author(Writer& writer, const Site& site, std::string_view comment, bool blocked);
// What the site calls the author of a comment from now on.
Status set_role(Writer& writer, const Site& site, std::string_view comment, std::string_view role);
bool is_moderator(Reader& reader, const Site& site, RowId visitor);

// All that a comment ever said and when, oldest first; the last one is what it says now.
Result<std::vector<CommentVersion>> history(Reader& reader, const Site& site, std::string_view id);

}  // namespace parvis::server
