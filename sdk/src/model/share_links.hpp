// Where each network takes a share. The addresses are those the networks document, or, where they document
// none, those that the maintained share libraries use.
#pragma once

#include <string>
#include <string_view>

#include "parvis/model.hpp"

namespace parvis {

// Empty for kCopy and kNative, and for kMastodon while `mastodon_instance` is empty.
std::string share_link(Network network, std::string_view url, std::string_view title, std::string_view image,
                       std::string_view mastodon_instance);

// The bare lower-case host name of what a reader typed ("https://Mastodon.Social/@me" gives
// "mastodon.social"); empty when that is no public host name.
std::string mastodon_host(std::string_view typed);

}  // namespace parvis
