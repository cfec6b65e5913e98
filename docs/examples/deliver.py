"""An ordinary boto3 program that uses Firehose. The endpoints are the only things that are Millrace's.

    AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1 python3 deliver.py [ENDPOINT [S3_ENDPOINT [NAME]]]

It makes the delivery stream and the bucket, both `example-delivery` unless you say another name; to run it again, name new ones.
"""

import sys
import time

import boto3
from botocore.config import Config

endpoint = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:4567"
s3_endpoint = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:4569"
name = sys.argv[3] if len(sys.argv) > 3 else "example-delivery"

# a boto3 from before 2024 knows no interval below 60 seconds, and would not send one
firehose = boto3.client("firehose", endpoint_url=endpoint, config=Config(parameter_validation=False))
s3 = boto3.client("s3", endpoint_url=s3_endpoint, config=Config(s3={"addressing_style": "path"}))


def describe():
    return firehose.describe_delivery_stream(DeliveryStreamName=name)["DeliveryStreamDescription"]


s3.create_bucket(Bucket=name)
firehose.create_delivery_stream(
    DeliveryStreamName=name,
    S3DestinationConfiguration={
        "RoleARN": "arn:aws:iam::000000000000:role/firehose",
        "BucketARN": f"arn:aws:s3:::{name}",
        "Prefix": "records/",
        "BufferingHints": {"SizeInMBs": 1, "IntervalInSeconds": 1},
    },
    Tags=[{"Key": "team", "Value": "billing"}],
)
while describe()["DeliveryStreamStatus"] == "CREATING":
    time.sleep(0.2)
print("status:", describe()["DeliveryStreamStatus"])

firehose.put_record(DeliveryStreamName=name, Record={"Data": b"one, "})
answer = firehose.put_record_batch(DeliveryStreamName=name, Records=[{"Data": b"two, "}, {"Data": b"three"}])
assert answer["FailedPutCount"] == 0


def delivered():
    objects = s3.list_objects_v2(Bucket=name, Prefix="records/").get("Contents", [])
    return b"".join(s3.get_object(Bucket=name, Key=each["Key"])["Body"].read() for each in objects)


deadline = time.time() + 60
while len(delivered()) < len(b"one, two, three") and time.time() < deadline:
    time.sleep(0.2)
print("delivered:", delivered().decode())

tags = firehose.list_tags_for_delivery_stream(DeliveryStreamName=name)["Tags"]
print("tags:", {tag["Key"]: tag["Value"] for tag in tags})

firehose.update_destination(
    DeliveryStreamName=name,
    CurrentDeliveryStreamVersionId=describe()["VersionId"],
    DestinationId=describe()["Destinations"][0]["DestinationId"],
    ExtendedS3DestinationUpdate={"CompressionFormat": "GZIP"},
)
print("version:", describe()["VersionId"])
assert name in firehose.list_delivery_streams(Limit=10000)["DeliveryStreamNames"]
firehose.delete_delivery_stream(DeliveryStreamName=name)
