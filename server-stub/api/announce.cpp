#include "api/announce.hpp"

#include "protocol/items_wire.hpp"
#include "rules/events.hpp"

namespace parvis::server {

void write_change(JsonWriter& out, const ThreadChange& change, std::string_view id) {
  out.member("page", change.page).member("total", change.total);
  if (!id.empty()) out.member("id", id);
  out.key("comment");
  if (change.comment)
    write_comment(out, *change.comment);
  else
    out.null();
}

std::string change_json(const ThreadChange& change, std::string_view id) {
  JsonWriter out;
  out.begin_object();
  write_change(out, change, id);
  out.end_object();
  return out.take();
}

void announce(Service& service, Writer& writer, const Site& site, std::string_view page,
              std::string_view type, std::optional<std::string> about,
              const std::function<void(JsonWriter&)>& members) {
  JsonWriter out;
  out.begin_object();
  members(out);
  out.end_object();
  NewEvent event;
  event.page = page;
  event.type = type;
  event.json = out.take();
  event.about = std::move(about);
  service.events().publish_after(writer, site.id, std::move(event));
}

void announce_comment(Service& service, Writer& writer, const Site& site, std::string_view type,
                      std::string_view id) {
  const ThreadChange change = change_of(writer, site, id);
  announce(service, writer, site, change.page, type, std::nullopt,
           [&](JsonWriter& out) { write_change(out, change, type == "delete" ? id : std::string_view()); });
}

}  // namespace parvis::server
