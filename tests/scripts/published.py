"""What a publication has left in a site's folder."""


def published(site):
    """Every file that a visitor can get, and the ledger: their bytes by their paths."""
    files = {
        str(path.relative_to(site)): path.read_bytes()
        for path in (site / "feeds").rglob("*")
        if path.is_file() and ".feedmill-stage" not in path.parts
    }
    lock = site / "feedmill.lock"
    return files | ({"feedmill.lock": lock.read_bytes()} if lock.exists() else {})
