// What happened, as the JSON that hosts hand to pages as parvis:* events.
#pragma once

#include <string>
#include <string_view>

#include "model/items.hpp"
#include "protocol/requests.hpp"

namespace parvis {

// `page`: the page of the action, for answers that do not name it.
std::string write_event(const WriteAnswer& answer, std::string_view page);
std::string ready_event(WidgetKind kind);
std::string error_event(const Error& error);

}  // namespace parvis
