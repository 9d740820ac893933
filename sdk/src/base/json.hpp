// Reading and writing JSON without exceptions: nlohmann/json's SAX parser fills a flat tape; integers only
// (a number with a fraction or exponent, or outside int64, is an error), depth at most kMaxJsonDepth.
// Duplicate keys are an error. Invalid UTF-8 is an error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parvis/error.hpp"

namespace parvis {

inline constexpr int kMaxJsonDepth = 256;

class JsonDocument;

// A value inside a JsonDocument; valid as long as the document. Asking for what is not there answers the
// null value, so chains need no checks: doc.root()["a"][0]["b"].text().
class JsonValue {
 public:
  enum class Type : std::uint8_t { kNull, kBool, kInteger, kString, kArray, kObject };

  JsonValue() = default;
  Type type() const;
  bool is_null() const { return type() == Type::kNull; }
  bool is_string() const { return type() == Type::kString; }
  bool is_integer() const { return type() == Type::kInteger; }
  bool is_array() const { return type() == Type::kArray; }
  bool is_object() const { return type() == Type::kObject; }

  bool boolean(bool otherwise = false) const;
  std::int64_t integer(std::int64_t otherwise = 0) const;
  std::string_view text(std::string_view otherwise = {}) const;
  // The text of an object's member, empty when there is none.
  void read(std::string_view key, std::string& out) const;
  std::size_t size() const;                          // children of an array or object
  JsonValue operator[](std::string_view key) const;  // object member
  JsonValue operator[](std::size_t index) const;     // array element; linear, prefer first()/next() in loops

  // Iteration: for (JsonValue v = array.first(); v; v = v.next()).
  JsonValue first() const;
  JsonValue next() const;
  std::string_view key() const;  // of a member of an object
  explicit operator bool() const { return document_ != nullptr; }

 private:
  friend class JsonDocument;
  JsonValue(const JsonDocument* document, std::uint32_t index) : document_(document), index_(index) {}
  const JsonDocument* document_ = nullptr;
  std::uint32_t index_ = 0;
};

class JsonDocument {
 public:
  // kMalformed with a byte position in the detail.
  static Result<JsonDocument> parse(std::string_view text);
  JsonValue root() const;

 private:
  friend class JsonValue;
  friend class JsonTapeBuilder;
  struct Entry {
    JsonValue::Type type = JsonValue::Type::kNull;
    std::uint32_t size = 0;  // children
    std::uint32_t next = 0;  // index of the next sibling, 0: none
    std::uint32_t key_begin = 0, key_length = 0;
    std::uint32_t text_begin = 0, text_length = 0;  // into text_
    std::int64_t integer = 0;
  };
  std::vector<Entry> entries_;
  std::string text_;
};

// Appends JSON to a string; commas and quoting are its business, balance is the caller's.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);  // must be UTF-8; escapes only what JSON requires and U+2028/9
  JsonWriter& string(const std::string& text);
  JsonWriter& string(const char* text) { return string(std::string_view(text)); }
  JsonWriter& integer(std::int64_t number);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& raw(std::string_view json);  // an already written value
  // key + value
  JsonWriter& member(std::string_view name, std::string_view text);
  JsonWriter& member(std::string_view name, const std::string& text);
  JsonWriter& member(std::string_view name, const char* text) { return member(name, std::string_view(text)); }
  JsonWriter& member(std::string_view name, std::int64_t number);
  JsonWriter& member_bool(std::string_view name, bool value);

  const std::string& text() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  void separate();
  std::string out_;
  bool comma_ = false;
};

}  // namespace parvis
