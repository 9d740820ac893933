// Pages and the keys that lead to them.
#pragma once

#include "parvis/error.hpp"
#include "rules/page_key.hpp"
#include "store/store.hpp"

namespace parvis::server {

// An unknown page comes to be here.
Page page_for_writing(Writer& writer, const Site& site, const PageName& name, std::int64_t now_ms);

// The page that went by `was` goes by `now`, with all that is on it; `was` goes on leading to it. What was
// done under `now` already is added to it. kNotFound: nobody ever used `was`.
Result<Page> move_page(Writer& writer, const Site& site, const PageName& was, const PageName& now);

}  // namespace parvis::server
