// Takes a request's body off the bytes of a connection, by length or in chunks, however they trickle in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "http/header_check.hpp"

namespace parvis::server {

class BodyReader {
 public:
  enum class Progress { kMore, kComplete, kRefused };

  BodyReader() = default;
  // Refused from the start when the announced length is over `max_body`.
  BodyReader(const RequestHead& head, std::size_t max_body);

  // Takes what belongs to the body off the front of `buffer`.
  Progress feed(std::string& buffer);

  std::string take() { return std::move(body_); }
  const Refusal& refusal() const { return refusal_; }

 private:
  enum class Stage { kBytes, kSize, kChunk, kChunkEnd, kTrailer };

  Progress refuse(int status, ErrorCode code, std::string detail);
  Progress feed_chunks(std::string& buffer, std::size_t& used);
  Progress read_size(std::string_view line);

  Stage stage_ = Stage::kBytes;
  std::uint64_t left_ = 0;  // of the body, or of the chunk
  std::size_t max_body_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::string body_;
  Refusal refusal_;
  bool refused_ = false;
};

}  // namespace parvis::server
