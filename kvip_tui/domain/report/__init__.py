"""The report: its points, its checks, its document."""
