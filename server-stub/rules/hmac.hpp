// HMAC-SHA256 (RFC 2104), for what the server has to recognise as its own.
#pragma once

#include <string>
#include <string_view>

namespace parvis::server {

std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes
bool same_secret(std::string_view a, std::string_view b);                 // in a time that tells nothing

}  // namespace parvis::server
