/// The file systems of this machine, as Linux lists them in `/proc/self/mountinfo`.
struct MountTable {
  private let text: String

  init(_ text: String) { self.text = text }

  /// The kind of file system on a device (`ext4`, `nfs4`, `fuse.sshfs`); nil when the device is not listed.
  func fileSystem(ofDevice device: UInt64) -> String? {
    let name = MountTable.name(ofDevice: device)
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 6, fields[2] == name, let mark = fields.firstIndex(of: "-"),
        mark + 1 < fields.endIndex
      else { continue }
      return String(fields[mark + 1])
    }
    return nil
  }

  /// `major:minor`, split as the kernel packs the two into a `dev_t`.
  static func name(ofDevice device: UInt64) -> String {
    let major = (device >> 8) & 0xfff | (device >> 32) & ~0xfff
    let minor = device & 0xff | (device >> 12) & 0xfff_ff00
    return "\(major):\(minor)"
  }

  /// Whether files there can be changed from other machines. Then the shared memory and the locks that SQLite's
  /// write-ahead log rests on hold on one machine only. A FUSE file system counts when it is known to be remote:
  /// overlays of rootless containers are FUSE, too, and are safe.
  static func isNetwork(_ kind: String) -> Bool { networkKinds.contains(kind) }

  private static let networkKinds: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre", "beegfs",
    "gpfs", "pvfs2", "orangefs", "afpfs", "webdav",
    "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.s3fs", "fuse.rclone", "fuse.gcsfuse",
    "fuse.goofys", "fuse.mount-s3", "fuse.mountpoint-s3", "fuse.davfs", "fuse.davfs2", "fuse.curlftpfs",
    "fuse.juicefs", "fuse.mfs", "fuse.lizardfs", "fuse.smbnetfs", "fuse.afpfs", "fuse.blobfuse",
    "fuse.blobfuse2", "fuse.gdfuse", "fuse.nfs", "fuse.JuiceFS",
  ]
}
