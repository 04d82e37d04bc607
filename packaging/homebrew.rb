# Formula/feedmill.rb of a tap: a release puts its version, its address and its checksums here.
class Feedmill < Formula
  desc "Publishes Atom, RSS and JSON feeds from a folder of dated Markdown articles"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@RELEASES@/v@VERSION@/feedmill-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@aarch64-apple-darwin@"
    end
    on_intel do
      url "@RELEASES@/v@VERSION@/feedmill-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@x86_64-apple-darwin@"
    end
  end
  on_linux do
    on_arm do
      url "@RELEASES@/v@VERSION@/feedmill-@VERSION@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@RELEASES@/v@VERSION@/feedmill-@VERSION@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "feedmill"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/feedmill.bash" => "feedmill"
    fish_completion.install "completions/feedmill.fish"
    zsh_completion.install "completions/feedmill.zsh" => "_feedmill"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/feedmill --version")
  end
end
