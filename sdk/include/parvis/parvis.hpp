// Everything that a C++ host of Parvis needs but a transport.
#pragma once

#include "parvis/client.hpp"
#include "parvis/error.hpp"
#include "parvis/host.hpp"
#include "parvis/inspect.hpp"
#include "parvis/memory_storage.hpp"
#include "parvis/model.hpp"
#include "parvis/text.hpp"
#include "parvis/version.hpp"
#include "parvis/widgets.hpp"
