/// What kind of file a path announces, as far as secrets are concerned. Names are compared in lower case.
enum PathClass: String, Sendable {
  case envFile = "env-file"
  case keyStore = "key-store"
  case credentials

  /// Nil for an ordinary file.
  init?(_ path: RepositoryPath) {
    let name = path.foldedName
    if PathClass.isEnvironment(name) {
      self = .envFile
    } else if PathClass.isKeyStore(name) {
      self = .keyStore
    } else if PathClass.isCredentials(name, in: path.foldedDirectories) {
      self = .credentials
    } else {
      return nil
    }
  }

  /// Examples and templates count too: real values slip into them.
  private static func isEnvironment(_ name: String) -> Bool {
    name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") || name == ".envrc"
      || name == ".flaskenv"
  }

  private static let keyEndings = [
    ".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".p8", ".ppk", ".kdbx", ".pkcs12", ".bcfks", ".gpg",
    ".asc",
    ".mobileprovision", ".keytab", ".ovpn", ".jceks", ".der",
  ]
  private static let keyNames: Set<String> = [
    "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ed25519_sk", "id_ecdsa_sk", "authorized_keys",
    "secring.gpg",
  ]

  private static func isKeyStore(_ name: String) -> Bool {
    keyNames.contains(name) || keyEndings.contains(where: name.hasSuffix)
  }

  private static let credentialNames: Set<String> = [
    ".netrc", "_netrc", ".npmrc", ".pypirc", ".git-credentials", ".htpasswd", ".pgpass", ".my.cnf",
    ".dockercfg",
    ".dockerconfigjson", ".s3cfg", ".boto", "kubeconfig", "credentials", "credentials.json",
    "credentials.yml",
    "credentials.yaml", "credentials.xml", "credentials.yml.enc", "client_secret.json", "secrets",
    "secrets.json",
    "secrets.yml", "secrets.yaml", "secrets.toml", "secret.yml", "secret.yaml", "secret.json",
    "secrets.properties",
    "vault.yml", "vault.yaml", "wp-config.php", "local.settings.json", "google-services.json",
    "googleservice-info.plist", "gradle.properties", "terraform.tfvars", "service-account.json", "shadow",
    "passwd", "htpasswd", "dump.sql", "filezilla.xml", "sftp-config.json", ".ftpconfig",
  ]
  private static let credentialEndings = [
    ".tfvars", ".tfvars.json", ".tfstate", ".tfstate.backup", ".credentials",
  ]

  private static func isCredentials(_ name: String, in directories: [String]) -> Bool {
    if credentialNames.contains(name) || credentialEndings.contains(where: name.hasSuffix) { return true }
    if name.contains("service-account") || name.contains("service_account") { return name.hasSuffix(".json") }
    if directories.last == ".docker" || directories.last == ".kube" { return name.hasPrefix("config") }
    return directories.last == ".aws" || directories.last == ".ssh" || directories.last == ".gnupg"
  }

  private static let configurationEndings = [
    ".yml", ".yaml", ".json", ".toml", ".ini", ".cfg", ".conf", ".config", ".properties", ".plist", ".xml",
    ".tf",
    ".hcl", ".sh", ".bash", ".zsh", ".ps1", ".bat", ".cmd", ".service", ".env", ".sql", ".xcconfig", ".cnf",
    ".rc",
  ]
  private static let fixtureDirectories: Set<String> = [
    "fixtures", "fixture", "testdata", "test-data", "__fixtures__",
  ]

  /// Configuration and fixtures hold values without quotes, so the scanner reads them with the looser rules.
  static func isConfiguration(_ path: RepositoryPath) -> Bool {
    let name = path.foldedName
    return configurationEndings.contains(where: name.hasSuffix) || name.hasPrefix("dockerfile")
      || name.hasSuffix("dockerfile") || name.hasPrefix("makefile") || name == "jenkinsfile"
      || name == "procfile" || path.foldedDirectories.contains(where: fixtureDirectories.contains)
  }
}
