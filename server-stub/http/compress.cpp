#include "http/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>

#include "http/header_check.hpp"
#include "http/wire.hpp"

namespace parvis::server {
namespace {

// Below about one packet there is nothing to win.
constexpr std::size_t kWorthBytes = 1024;
// Measured on JSON paints: quality 5 costs about what gzip 6 does and is smaller.
constexpr int kLiveBrotli = 5;
constexpr int kLiveGzip = 6;

// Thousandths, so that "q=0.8" needs no floats; malformed weights count as 0.
int weight(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  const auto text = trim(parameters.substr(at + 2));
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  if (text[0] == '1') return 1000;
  int thousandths = 0;
  int unit = 100;
  for (std::size_t i = 2; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i, unit /= 10)
    thousandths += (text[i] - '0') * unit;
  return thousandths;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string* mutable_header(ApiResponse& response, std::string_view lower_name) {
  return const_cast<std::string*>(find_header(response, lower_name));
}

void vary_on_encoding(ApiResponse& response) {
  if (auto* vary = mutable_header(response, "vary")) {
    if (to_lower(*vary).find("accept-encoding") == std::string::npos) *vary += ", Accept-Encoding";
    return;
  }
  response.headers.emplace_back("Vary", "Accept-Encoding");
}

}  // namespace

Coding choose_coding(std::string_view accept_encoding) {
  int brotli_weight = -1;
  int gzip_weight = -1;
  int any_weight = 0;
  while (!accept_encoding.empty()) {
    const auto comma = std::min(accept_encoding.find(','), accept_encoding.size());
    const auto entry = to_lower(accept_encoding.substr(0, comma));
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const auto semicolon = std::min(entry.find(';'), entry.size());
    const auto name = trim(std::string_view(entry).substr(0, semicolon));
    const int q = weight(std::string_view(entry).substr(semicolon));
    if (name == "br") brotli_weight = q;
    if (name == "gzip" || name == "x-gzip") gzip_weight = q;
    if (name == "*") any_weight = q;
  }
  if (brotli_weight < 0) brotli_weight = any_weight;
  if (gzip_weight < 0) gzip_weight = any_weight;
  if (brotli_weight > 0 && brotli_weight >= gzip_weight) return Coding::kBrotli;
  return gzip_weight > 0 ? Coding::kGzip : Coding::kIdentity;
}

std::string_view coding_name(Coding coding) {
  return coding == Coding::kBrotli ? "br" : coding == Coding::kGzip ? "gzip" : "identity";
}

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;  // the largest window, with a gzip header
  if (::deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(::deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = ::deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(whole ? stream.total_out : 0);
  ::deflateEnd(&stream);
  return out;
}

std::string brotli(std::string_view bytes, int quality) {
  std::size_t size = ::BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const auto done = ::BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                            reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(done == BROTLI_TRUE ? size : 0);
  return out;
}

bool worth_compressing(std::string_view content_type) {
  const auto type = to_lower(trim(content_type.substr(0, content_type.find(';'))));
  constexpr std::array<std::string_view, 7> kTypes{
      "application/json", "application/problem+json", "application/wasm", "image/svg+xml",
      "text/javascript",  "application/typescript",   "application/xml"};
  return type.starts_with("text/") || std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

std::string coded_etag(std::string_view etag, Coding coding) {
  std::string coded(etag);
  if (coding != Coding::kIdentity && coded.ends_with('"'))
    coded.insert(coded.size() - 1, "-" + std::string(coding_name(coding)));
  return coded;
}

std::string plain_etags(std::string_view if_none_match) {
  std::string plain(if_none_match);
  replace_all(plain, "-br\"", "\"");
  replace_all(plain, "-gzip\"", "\"");
  return plain;
}

void compress_answer(ApiResponse& response, std::string_view accept_encoding,
                     std::string_view if_none_match) {
  auto* etag = mutable_header(response, "etag");
  if (response.status == 304 && etag != nullptr) {
    // The tag that matched is the one that the client holds.
    for (const Coding coding : {Coding::kBrotli, Coding::kGzip}) {
      const auto coded = coded_etag(*etag, coding);
      if (if_none_match.find(coded) == std::string_view::npos) continue;
      *etag = coded;
      break;
    }
    vary_on_encoding(response);
    return;
  }
  if (!worth_compressing(response.content_type) || find_header(response, "content-encoding") != nullptr)
    return;
  vary_on_encoding(response);
  if (response.body.size() < kWorthBytes) return;
  const Coding coding = choose_coding(accept_encoding);
  if (coding == Coding::kIdentity) return;
  auto compressed =
      coding == Coding::kBrotli ? brotli(response.body, kLiveBrotli) : gzip(response.body, kLiveGzip);
  if (compressed.empty() || compressed.size() >= response.body.size()) return;
  response.body = std::move(compressed);
  etag = mutable_header(response, "etag");  // the list may have moved
  if (etag != nullptr) *etag = coded_etag(*etag, coding);
  response.headers.emplace_back("Content-Encoding", coding_name(coding));
}

}  // namespace parvis::server
