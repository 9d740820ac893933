#include "http/body_reader.hpp"

#include <algorithm>
#include <charconv>

namespace parvis::server {
namespace {

// Chunk extensions and trailers carry nothing for us: they are read past, within reason.
constexpr std::size_t kMaxSizeLine = 256;
constexpr std::size_t kMaxTrailer = 4096;

}  // namespace

BodyReader::BodyReader(const RequestHead& head, std::size_t max_body)
    : stage_(head.chunked ? Stage::kSize : Stage::kBytes), left_(head.content_length), max_body_(max_body) {
  if (!head.chunked && left_ > max_body_) refuse(413, ErrorCode::kTooLarge, "The body is too large.");
}

BodyReader::Progress BodyReader::refuse(int status, ErrorCode code, std::string detail) {
  refusal_ = {status, code, std::move(detail)};
  refused_ = true;
  return Progress::kRefused;
}

BodyReader::Progress BodyReader::feed(std::string& buffer) {
  if (refused_) return Progress::kRefused;
  std::size_t used = 0;
  Progress progress = Progress::kMore;
  if (stage_ == Stage::kBytes) {
    used = static_cast<std::size_t>(std::min<std::uint64_t>(left_, buffer.size()));
    body_.append(buffer, 0, used);
    left_ -= used;
    if (left_ == 0) progress = Progress::kComplete;
  } else {
    progress = feed_chunks(buffer, used);
  }
  buffer.erase(0, used);
  return progress;
}

BodyReader::Progress BodyReader::feed_chunks(std::string& buffer, std::size_t& used) {
  for (;;) {
    const std::string_view rest = std::string_view(buffer).substr(used);
    if (stage_ == Stage::kChunk) {
      const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, rest.size()));
      body_.append(rest.substr(0, taken));
      used += taken;
      left_ -= taken;
      if (left_ > 0) return Progress::kMore;
      stage_ = Stage::kChunkEnd;
      continue;
    }
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) {
      if (rest.size() > kMaxSizeLine + kMaxTrailer)
        return refuse(400, ErrorCode::kMalformed, "A chunk's size line is too long.");
      return Progress::kMore;
    }
    if (end == 0 || rest[end - 1] != '\r')
      return refuse(400, ErrorCode::kMalformed, "A line of the chunked body does not end in CRLF.");
    const auto line = rest.substr(0, end - 1);
    used += end + 1;
    if (stage_ == Stage::kSize) {
      if (read_size(line) == Progress::kRefused) return Progress::kRefused;
    } else if (stage_ == Stage::kChunkEnd) {
      if (!line.empty()) return refuse(400, ErrorCode::kMalformed, "A chunk is longer than its size says.");
      stage_ = Stage::kSize;
    } else {
      if (line.empty()) return Progress::kComplete;
      trailer_bytes_ += line.size();
      if (trailer_bytes_ > kMaxTrailer) return refuse(431, ErrorCode::kTooLong, "The trailer is too long.");
    }
  }
}

BodyReader::Progress BodyReader::read_size(std::string_view line) {
  const auto digits = trim(line.substr(0, line.find(';')));
  const auto* end = digits.data() + digits.size();
  const auto [stop, failure] = std::from_chars(digits.data(), end, left_, 16);
  if (line.size() > kMaxSizeLine || stop != end || digits.empty() || failure == std::errc::invalid_argument)
    return refuse(400, ErrorCode::kMalformed, "A chunk's size is not a hexadecimal number.");
  if (failure != std::errc() || left_ > max_body_ - body_.size())
    return refuse(413, ErrorCode::kTooLarge, "The body is too large.");
  stage_ = left_ == 0 ? Stage::kTrailer : Stage::kChunk;
  return Progress::kMore;
}

}  // namespace parvis::server
