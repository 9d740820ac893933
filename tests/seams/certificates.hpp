// Certificates for a server on this machine, made when a test wants them.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace parvis::test {

struct CertificateOptions {
  std::string name = "IP:127.0.0.1";  // as in a subjectAltName
  long begins_s = -3600;              // from now
  long ends_s = 3600;
};

struct Pair {
  std::shared_ptr<X509> certificate;
  std::shared_ptr<EVP_PKEY> key;
};

// An authority of the test's own, whose certificate lies in a file while it lives.
class Authority {
 public:
  Authority();
  ~Authority();
  Authority(const Authority&) = delete;
  Authority& operator=(const Authority&) = delete;

  Pair issue(const CertificateOptions& options = {}) const;
  const std::string& file() const { return file_; }

 private:
  Pair own_;
  std::string file_;
};

}  // namespace parvis::test
