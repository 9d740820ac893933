// One line per request. It never holds what may be a secret or personal: no query, no header, no body and
// no address of a client.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "http/header_check.hpp"

namespace parvis::server {

void access_log(std::string_view method, std::string_view path, int status,
                std::chrono::steady_clock::time_point start, std::size_t bytes);
void access_log_refusal(const Refusal& refusal, std::size_t bytes);
void access_log_error(std::string_view what);

}  // namespace parvis::server
