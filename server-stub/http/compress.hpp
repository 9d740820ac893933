// Content codings: which one the client prefers, and making it.
#pragma once

#include <string>
#include <string_view>

#include "api/request.hpp"

namespace parvis::server {

enum class Coding { kIdentity, kGzip, kBrotli };

// From an Accept-Encoding value; brotli wins a draw. Identity when nothing else is acceptable.
Coding choose_coding(std::string_view accept_encoding);
std::string_view coding_name(Coding coding);  // "br", "gzip", "identity"

std::string gzip(std::string_view bytes, int level);
std::string brotli(std::string_view bytes, int quality);

bool worth_compressing(std::string_view content_type);

// A strong ETag names one representation byte for byte, so each coding has its own: "abc" becomes "abc-br".
std::string coded_etag(std::string_view etag, Coding coding);
// The other way round for what clients send back, so that the api layer only knows its own tags.
std::string plain_etags(std::string_view if_none_match);

// Compresses the answer to a request whose Accept-Encoding and If-None-Match were these, where it is worth
// it.
void compress_answer(ApiResponse& response, std::string_view accept_encoding, std::string_view if_none_match);

}  // namespace parvis::server
