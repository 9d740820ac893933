// Making responses.
#pragma once

#include <string>
#include <string_view>

#include "api/request.hpp"
#include "parvis/error.hpp"

namespace parvis::server {

ApiResponse json_answer(std::string body);
// A problem document (RFC 9457); its title is a sentence for readers of `language`.
ApiResponse problem(const Error& error, std::string_view language = "en");
// Text for HTML, in elements and in quoted attributes.
std::string escape_html(std::string_view text);
// Headers of every answer: readable by any script, never sniffed, never framed.
void add_common_headers(ApiResponse& response);
std::string_view header(const ApiRequest& request, std::string_view name);
// The first of the tags "pt-BR, fr;q=0.8" that there are words for, as it is called in the catalogue; else
// English.
std::string known_language(std::string_view asked);
// The parameter `lang`, else the language that the browser prefers.
std::string asked_language(const ApiRequest& request);
// Adds ETag and caching rules; becomes 304 when the asker holds this version. `material` is what the version
// is told by.
void make_cacheable(ApiResponse& response, const ApiRequest& request, std::string_view material);

}  // namespace parvis::server
