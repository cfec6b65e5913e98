"""An ordinary boto3 program. The endpoint is the only thing that is Millrace's.

    AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=us-east-1 python3 put_and_get.py [ENDPOINT [STREAM]]

It makes the stream, `example` unless you say another name; to run it again, name a new one.
"""

import sys

import boto3

endpoint = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:4567"
stream = sys.argv[2] if len(sys.argv) > 2 else "example"

kinesis = boto3.client("kinesis", endpoint_url=endpoint)

kinesis.create_stream(StreamName=stream, ShardCount=1)
kinesis.get_waiter("stream_exists").wait(StreamName=stream, WaiterConfig={"Delay": 1})
shard = kinesis.list_shards(StreamName=stream)["Shards"][0]["ShardId"]


def iterator(kind, **position):
    return kinesis.get_shard_iterator(StreamName=stream, ShardId=shard, ShardIteratorType=kind, **position)["ShardIterator"]


def read(name, shard_iterator, count):
    records = []
    while len(records) < count:
        page = kinesis.get_records(ShardIterator=shard_iterator)
        records += page["Records"]
        shard_iterator = page["NextShardIterator"]
    print(f"{name:>22}: {[record['Data'].decode() for record in records]}")
    return records


latest = iterator("LATEST")  # what is put from here on

one = kinesis.put_record(StreamName=stream, Data=b"one", PartitionKey="a")
more = kinesis.put_records(
    StreamName=stream,
    Records=[{"Data": b"two", "PartitionKey": "b"}, {"Data": b"three", "PartitionKey": "c"}],
)
assert more["FailedRecordCount"] == 0
two = more["Records"][0]["SequenceNumber"]

everything = read("TRIM_HORIZON", iterator("TRIM_HORIZON"), 3)
read("LATEST", latest, 3)
read("AT_SEQUENCE_NUMBER", iterator("AT_SEQUENCE_NUMBER", StartingSequenceNumber=two), 2)
read("AFTER_SEQUENCE_NUMBER", iterator("AFTER_SEQUENCE_NUMBER", StartingSequenceNumber=two), 1)
read("AT_TIMESTAMP", iterator("AT_TIMESTAMP", Timestamp=everything[0]["ApproximateArrivalTimestamp"]), 3)

assert everything[0]["SequenceNumber"] == one["SequenceNumber"]
