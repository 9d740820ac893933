// How a page gets its one name. The rule, in order:
//  1. The webmaster's own key, when given: trimmed, else as it is ("mug"). A key that is an http(s) address
//     is treated as one, so that a copied address names the page it leads to.
//  2. The canonical link, when it is an http(s) address.
//  3. The address of the page.
// An address becomes "host[:port]/path[?query]":
//  - the scheme is dropped, so http and https are one page; the host is lower case, default ports go;
//  - the fragment goes; so do parameters that only track (utm_*, fbclid, gclid, …, see page_key.cpp), while
//    all others stay, in their order;
//  - percent-escapes of unreserved characters are resolved, the others written in upper case;
//  - a slash at the end of a path goes, except the root's: "/a/" and "/a" are one page.
// Applying the rule to its own result changes nothing.
#pragma once

#include <string>

#include "parvis/error.hpp"
#include "parvis/model.hpp"

namespace parvis::server {

struct PageName {
  std::string key;
  std::string url;  // an address that leads to the page; empty: not known
};

Result<PageName> page_name(const PageRef& page);

}  // namespace parvis::server
