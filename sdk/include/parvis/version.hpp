// The product's version and the id of the build that drew a paint.
#pragma once

#include <string_view>

#include "parvis/visibility.hpp"

namespace parvis {

PARVIS_PUBLIC std::string_view version();  // "1.2.3", from the one place in CMakeLists.txt
// Changes whenever the view code may draw something else; a paint drawn by another build is never patched,
// only replaced.
PARVIS_PUBLIC std::string_view build_id();

}  // namespace parvis
