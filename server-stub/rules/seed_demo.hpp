// The demo shop: a site "demo" with six product pages that look lived in.
#pragma once

#include <cstdint>
#include <string>

#include "parvis/error.hpp"
#include "parvis/host.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct SeedOptions {
  std::int64_t now_ms = 0;  // the talk ends a little before; 0: the system's clock
  RandomBytes random = {};  // empty: the system's secure source
  std::string site = "demo";
};

struct SeedOutcome {
  bool added = false;     // false: the site was there already and was left alone
  std::string owner_key;  // only when it was added
};

// Pages "mug", "lamp", "notebook", "chair", "teapot", "blanket"; any port of localhost may embed them.
Result<SeedOutcome> seed_demo(Store& store, const SeedOptions& options = {});

}  // namespace parvis::server
