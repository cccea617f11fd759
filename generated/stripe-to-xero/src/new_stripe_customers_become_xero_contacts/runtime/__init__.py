"""What is the same in every connector: records, transforms, requests, validation, delivery, mocks. Plain code, nothing generated."""
