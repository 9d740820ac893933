// The outside test material: $PARVIS_CORPORA, else ../shared/corpora beside the checkout.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace parvis::test {

// An empty list, and a word about it, where the material is not there.
inline nlohmann::json corpus(const std::string& name) {
  const char* folder = std::getenv("PARVIS_CORPORA");
  const std::string base = folder == nullptr ? std::string(PARVIS_SOURCE_DIR) + "/../shared/corpora" : folder;
  std::ifstream file(base + "/" + name);
  if (file) return nlohmann::json::parse(file);
  MESSAGE("skipped: no corpora");
  return nlohmann::json::array();
}

}  // namespace parvis::test
