// SHA-256 (FIPS 180-4) for tokens and content names, and the text forms they are written in.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace parvis {

std::array<std::uint8_t, 32> sha256(std::string_view bytes);
std::string hex(std::string_view bytes);
std::string base64url(std::string_view bytes);  // RFC 4648 section 5, no padding

}  // namespace parvis
