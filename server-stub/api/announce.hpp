// Telling live watchers what a write changed, once it is durable. Public values only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/service.hpp"
#include "rules/threads.hpp"

namespace parvis::server {

// `members` fills the event's object. Of the events with one `about` only the newest counts; none: each
// counts.
void announce(Service& service, Writer& writer, const Site& site, std::string_view page,
              std::string_view type, std::optional<std::string> about,
              const std::function<void(JsonWriter&)>& members);
// As the comment stands now: comment, edit or delete.
void announce_comment(Service& service, Writer& writer, const Site& site, std::string_view type,
                      std::string_view id);

// {"page","total","id"?,"comment"}
void write_change(JsonWriter& out, const ThreadChange& change, std::string_view id);
std::string change_json(const ThreadChange& change, std::string_view id);

}  // namespace parvis::server
